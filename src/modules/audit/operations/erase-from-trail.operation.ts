import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { ERASURE, erasedTexts } from '../domain/erasures.js';
import { textsOf, withoutTexts } from '../domain/event-content.js';
import { Mentions } from '../domain/mentions.js';
import type { AuditContent } from '../persistence/audit-content.entity.js';
import { Journal } from './journal.js';

const PAGE = 500;

// A coarse search, which the words of a person's name rarely pass; what it finds is looked at closely.
const CANDIDATES = `
  SELECT event_id AS "eventId", workspace_id AS "workspaceId", reason, changes, salt, salts, erased FROM audit_contents
  WHERE workspace_id = $1 AND event_id > $2
    AND EXISTS (SELECT 1 FROM unnest($3::text[]) word
                WHERE strpos(lower(normalize(coalesce(to_json(reason)::text, '') || changes::text)), word) > 0)
  ORDER BY event_id LIMIT ${PAGE} FOR UPDATE`;

const ERASE = `
  UPDATE audit_contents SET reason = $3, changes = $4, salt = NULL, salts = $5, erased = $6
  WHERE workspace_id = $1 AND event_id = $2`;

const FORGET_NAME = `
  INSERT INTO audit_erasures (workspace_id, user_id, erased_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;

export interface ErasureInput {
  readonly userId: string;
  /** Names and addresses under which the person may be mentioned. */
  readonly words: readonly string[];
  readonly reason: string | null;
}

interface Found {
  readonly content: AuditContent;
  readonly paths: readonly string[];
}

/**
 * Takes a person out of the trail of a workspace: his name is not shown any more, and the texts that mention him are gone,
 * while every seal still verifies. What is recorded of it says which texts, and nothing of what they said.
 */
@Injectable()
export class EraseFromTrail {
  constructor(
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how many texts were erased */
  async run(tx: Tx, actor: Actor, { userId, words, reason }: ErasureInput): Promise<number> {
    const workspaceId = actor.workspace.id;
    const found = await this.find(tx, workspaceId, new Mentions(words));
    const texts = erasedTexts(found.flatMap(({ content, paths }) => paths.map((path) => `${content.eventId}:${path}`)));
    await tx.query(FORGET_NAME, [workspaceId, userId, this.clock.now()]);
    const by = await this.journal.record(tx, actor, {
      type: ERASURE,
      subject: { type: 'person', id: userId },
      changes: { texts: { from: null, to: texts } },
      reason,
    });
    for (const { content, paths } of found) {
      const { reason: kept, changes, salts, erased } = withoutTexts(content, paths, by);
      const row = [JSON.stringify(changes), JSON.stringify(salts), JSON.stringify(erased)];
      await tx.query(ERASE, [workspaceId, content.eventId, kept, ...row]);
    }
    return texts.count;
  }

  private async find(tx: Tx, workspaceId: string, mentions: Mentions): Promise<Found[]> {
    const found: Found[] = [];
    let page: AuditContent[] = [];
    do {
      const after = page.at(-1)?.eventId ?? 0;
      page = await tx.query<AuditContent[]>(CANDIDATES, [workspaceId, after, mentions.needles]);
      for (const content of page) {
        const paths = pathsMentioning(mentions, content);
        if (paths.length > 0) found.push({ content, paths });
      }
    } while (page.length === PAGE);
    return found;
  }
}

function pathsMentioning(mentions: Mentions, content: AuditContent): string[] {
  return Object.entries(textsOf(content))
    .filter(([, text]) => wordsIn(JSON.parse(text)).some((written) => mentions.in(written)))
    .map(([path]) => path);
}

/** Every text inside a value, as people wrote it. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}
