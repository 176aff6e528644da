import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { serving, Transactions, type Tx } from '../../../platform/database/index.js';
import { type HeadKey, headKeyOf, judgeMark, markHead } from '../domain/head-mark.js';
import { BEFORE_THE_FIRST, type ChainEnd, sealOf } from '../domain/seal.js';
import { TrailRepository } from '../persistence/trail.repository.js';

/** Events in one seal at the most: few enough that a seal is checked in memory. */
const BATCH = 2_048;
/** With the workspace, the name of the lock under which its chain grows; any number that nobody else uses. */
const SEALING_LOCK = 7_345_010;

const WAITING_WORKSPACES = 'SELECT id FROM doors.unsealed_workspaces() AS id';
const LOCK = 'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS mine';
const WAITING = 'SELECT event_id FROM audit_unsealed WHERE workspace_id = $1 ORDER BY event_id LIMIT $2';
const LAST_SEAL = 'SELECT number, hash FROM audit_seals WHERE workspace_id = $1 ORDER BY number DESC LIMIT 1';
const TAKE = 'DELETE FROM audit_unsealed WHERE workspace_id = $1 AND event_id = ANY($2::bigint[])';

/**
 * Seals what is committed. Nobody who writes waits for it: it locks only rows of the queue that nobody else touches, and
 * what a running transaction has written it does not see (docs/decisions/0008).
 */
@Injectable()
export class SealEvents {
  private readonly key: HeadKey;

  constructor(
    private readonly transactions: Transactions,
    private readonly trail: TrailRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { secret }: Config,
  ) {
    this.key = headKeyOf(secret);
  }

  /**
   * Seals all that waits, in every workspace. One whose chain was tampered with keeps no other from its seals.
   *
   * @returns how many events it sealed
   * @throws AggregateError naming the workspaces whose chain cannot go on
   */
  async run(): Promise<number> {
    const waiting = await this.transactions.reader.query<{ id: string }[]>(WAITING_WORKSPACES);
    const failures: unknown[] = [];
    let sealed = 0;
    for (const { id } of waiting) {
      sealed += await this.sealWorkspace(id).catch((error: unknown) => (failures.push(error), 0));
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
    return sealed;
  }

  /** Seals all that waits in a workspace; what is in the hands of another process is left to it. */
  async sealWorkspace(workspaceId: string): Promise<number> {
    let sealed = 0;
    for (let batch = BATCH; batch === BATCH; sealed += batch) {
      batch = await serving(workspaceId, () => this.transactions.run((tx) => this.sealBatch(tx, workspaceId)));
    }
    return sealed;
  }

  private async sealBatch(tx: Tx, workspaceId: string): Promise<number> {
    const [lock] = await tx.query<{ mine: boolean }[]>(LOCK, [SEALING_LOCK, workspaceId]);
    // What follows sees all that the last holder of the lock committed: every statement looks anew.
    if (!lock?.mine) return 0;
    const waiting = await tx.query<{ event_id: number }[]>(WAITING, [workspaceId, BATCH]);
    const queued = waiting.map(({ event_id }) => event_id);
    // One that was removed behind our back stays in the queue, where verifying finds it.
    const events = await this.trail.events(tx, workspaceId, queued);
    if (events.length === 0) return 0;
    const seal = sealOf(events, await this.endOfChain(tx, workspaceId), microseconds(this.clock.now()));
    await this.trail.append(tx, seal, markHead(this.key, workspaceId, seal));
    await tx.query(TAKE, [workspaceId, seal.eventIds]);
    return events.length;
  }

  /**
   * Where the chain goes on: behind the marked head. A last seal that somebody cut off is not covered up, for the gap stays.
   *
   * @throws Error when head and seals cannot both be the product's
   */
  private async endOfChain(tx: Tx, workspaceId: string): Promise<ChainEnd> {
    const head = await this.trail.head(tx, workspaceId);
    const [last] = await tx.query<ChainEnd[]>(LAST_SEAL, [workspaceId]);
    if (!head && !last) return BEFORE_THE_FIRST;
    const mark = head ? judgeMark(this.key, workspaceId, head) : 'forged';
    const fits = head?.number === last?.number && head?.hash === last?.hash;
    if (!head || mark === 'forged' || (mark === 'unknown' && !fits) || (last && last.number > head.number)) {
      throw new Error(`the audit trail of workspace ${workspaceId} does not fit its marked head: verify it`);
    }
    return head;
  }
}

/** As the trail writes instants; the clock knows milliseconds. */
function microseconds(instant: Date): string {
  return instant.toISOString().replace('Z', '000Z');
}
