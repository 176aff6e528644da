import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Erasures } from '../domain/erasures.js';
import { headKeyOf, type HeadKey, judgeMark } from '../domain/head-mark.js';
import { type Misfit, misfit } from '../domain/misfit.js';
import type { ChainEnd } from '../domain/seal.js';
import { TrailVerifier } from '../domain/trail-verifier.js';
import { TrailRepository } from '../persistence/trail.repository.js';
import { WalkTrail } from './walk-trail.query.js';

export interface Verification {
  readonly events: number;
  readonly seals: number;
  /** Events that have no seal yet, which therefore nothing can be said about. */
  readonly waiting: number;
  /** The last seal that was verified. */
  readonly head: ChainEnd | null;
  /** Whether the end of the chain is marked with the product's own key; `unknown` after the secret was replaced. */
  readonly mark: 'genuine' | 'forged' | 'unknown' | 'none';
  readonly misfit: Misfit | null;
}

const WAITING = 'SELECT count(*) AS waiting FROM audit_unsealed WHERE workspace_id = $1';

// Each event is in one seal or waits for one; each place is that of an event. One statement, so it all holds at one time.
const MISPLACED = `
  SELECT id, CASE WHEN places IS NULL THEN 'event_unsealed' WHEN event IS NULL THEN 'waiting_event_missing'
                  ELSE 'event_sealed_twice' END AS kind
  FROM (SELECT id, true AS event FROM audit_events WHERE workspace_id = $1) events
  FULL JOIN (
    SELECT id, count(*) AS places FROM (
      SELECT unnest(event_ids) AS id FROM audit_seals WHERE workspace_id = $1
      UNION ALL SELECT event_id FROM audit_unsealed WHERE workspace_id = $1) place GROUP BY id) places USING (id)
  WHERE event IS NULL OR places IS NULL OR places > 1 ORDER BY id LIMIT 1`;

type Misplaced = {
  readonly id: number;
  readonly kind: 'event_unsealed' | 'waiting_event_missing' | 'event_sealed_twice';
};

/** Whether a workspace's trail is what was sealed, from the first event to the last. */
@Injectable()
export class VerifyTrail {
  private readonly key: HeadKey;

  constructor(
    private readonly transactions: Transactions,
    private readonly trail: TrailRepository,
    private readonly walk: WalkTrail,
    @Inject(CONFIG) { secret }: Config,
  ) {
    this.key = headKeyOf(secret);
  }

  /** @param knownHead hash of a seal that was noted outside: the trail must still hold it */
  async run(workspaceId: string, knownHead: string | null = null): Promise<Verification> {
    const verifier = new TrailVerifier(workspaceId, knownHead);
    const inSeals = await this.verifySeals(verifier, workspaceId);
    const { mark, found: atEnd } = inSeals
      ? { mark: 'none' as const, found: inSeals }
      : await this.verifyEnd(verifier, workspaceId);
    const { waiting, found: beyond } = await this.verifyWaiting(verifier, workspaceId, atEnd === null);
    const { events, seals, head } = verifier;
    return { events, seals, waiting, head: head.number > 0 ? head : null, mark, misfit: atEnd ?? beyond };
  }

  private async verifySeals(verifier: TrailVerifier, workspaceId: string): Promise<Misfit | null> {
    for await (const { seal, events } of this.walk.run(workspaceId, verifier.head.number)) {
      const found = verifier.next(seal, events);
      if (found) return found;
    }
    return null;
  }

  /** Compares the last seal with the marked head. */
  private async verifyEnd(
    verifier: TrailVerifier,
    workspaceId: string,
  ): Promise<{ mark: Verification['mark']; found: Misfit | null }> {
    const head = await this.trail.head(this.transactions.reader, workspaceId);
    // A seal may have been added since the last page; then it is there now.
    const late = head && head.number > verifier.head.number ? await this.verifySeals(verifier, workspaceId) : null;
    const last = verifier.head;
    if (late) return { mark: 'none', found: late };
    if (!head) return { mark: 'none', found: last.number > 0 ? misfit('head_forged', { seal: last.number }) : null };
    const mark = judgeMark(this.key, workspaceId, head);
    const forged = mark === 'forged' || head.number < last.number;
    if (forged) return { mark, found: misfit('head_forged', { seal: last.number }) };
    if (head.hash === last.hash) return { mark, found: null };
    return { mark, found: misfit('head_missing', { seal: last.number, params: { head: head.hash } }) };
  }

  private async verifyWaiting(
    verifier: TrailVerifier,
    workspaceId: string,
    soFarGood: boolean,
  ): Promise<{ waiting: number; found: Misfit | null }> {
    const { reader } = this.transactions;
    const [queue] = await reader.query<{ waiting: number }[]>(WAITING, [workspaceId]);
    const waiting = queue?.waiting ?? 0;
    if (!soFarGood) return { waiting, found: null };
    const [misplaced] = await reader.query<Misplaced[]>(MISPLACED, [workspaceId]);
    const found = misplaced && misfit(misplaced.kind, { event: misplaced.id });
    const erasures = new Erasures(await this.trail.erasures(reader, workspaceId));
    return { waiting, found: found ?? verifier.end(erasures) };
  }
}
