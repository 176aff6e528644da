import type { Item } from '../../src/modules/items/index.js';
import type { Caller, Json, SpecProduct } from '../harness/index.js';
import { DOCUMENT, minimalBody } from './minimal-body.js';

/** What lies below an item and has an address of its own, and the stage in which it is made. A new kind is added here. */
const STAGES = {
  tasks: 'kickoff',
  milestones: 'kickoff',
  dependencies: 'kickoff',
  approvals: 'kickoff',
  causes: 'diagnosis',
  'data-sources': 'diagnosis',
  measures: 'plan',
  pilots: 'plan',
  'rollout-steps': 'rollout',
  sops: 'rollout',
  waivers: 'review',
  findings: 'review',
} as const satisfies Record<string, Item['stage']>;

export type RecordKind = keyof typeof STAGES;
export const RECORD_KINDS = Object.keys(STAGES) as RecordKind[];

/** Beyond what the document can tell. */
const SPECIAL: Partial<Record<RecordKind, Json>> = {
  milestones: { stage: 'pilot' },
  waivers: { gate: 'no-task-is-open' },
};

/**
 * One record of every kind below an item, made by somebody who may.
 *
 * @param assigneeId who owes what can be owed
 * @returns their ids
 */
export async function fillItem(
  product: SpecProduct,
  maker: Caller,
  { id: itemId, key, path, assigneeId }: { id: string; key: string; path: string; assigneeId: string },
): Promise<Record<RecordKind, string>> {
  const made: Partial<Record<RecordKind, string>> = {};
  for (const kind of RECORD_KINDS) {
    await putInStage(product, itemId, STAGES[kind]);
    if (kind === 'approvals') {
      made[kind] = await askedFor(product, maker, path, { itemId, key, assigneeId });
      continue;
    }
    const operation = DOCUMENT.paths[`/api/v1/workspaces/{workspace}/items/{key}/${kind}`]?.['post'] ?? {};
    const linked = { predecessorId: made.tasks ?? '', successorId: made.milestones ?? '' };
    const ids = { personId: assigneeId, causeId: made.causes ?? '', ...linked };
    const body = { ...(minimalBody(operation, ids) as Json), ...SPECIAL[kind] };
    const answer = await maker.post<{ id?: string }>(`${path}/items/${key}/${kind}`, body);
    if (answer.body.id === undefined) throw new Error(`${kind}: ${JSON.stringify(answer.body)}`);
    made[kind] = answer.body.id;
  }
  return made as Record<RecordKind, string>;
}

/** The stage in which a record of the kind can be changed. */
export function stageOf(kind: RecordKind): Item['stage'] {
  return STAGES[kind];
}

/** As if it had come there by its moves. */
export async function putInStage({ sql }: SpecProduct, itemId: string, stage: Item['stage']): Promise<void> {
  await sql.query('UPDATE items SET stage = $2 WHERE id = $1', [itemId, stage]);
}

/** An approval that he owes, for another's task: what waits is not at its first version any more. */
async function askedFor(
  { sql }: SpecProduct,
  maker: Caller,
  path: string,
  { itemId, key, assigneeId }: { itemId: string; key: string; assigneeId: string },
): Promise<string> {
  const [worker, asked] = await sql.query<{ id: string }[]>(
    `SELECT m.user_id AS id FROM memberships m JOIN items i ON i.workspace_id = m.workspace_id
     WHERE i.id = $1 AND m.user_id <> $2 AND m.role <> 'auditor' ORDER BY m.created_at LIMIT 2`,
    [itemId, assigneeId],
  );
  const task = { title: 'Waits', dueOn: '2026-12-01', assigneeId: worker?.id };
  const { body: waiting } = await maker.post<{ id: string }>(`${path}/items/${key}/tasks`, task);
  const request = { approverId: asked?.id };
  const answer = await maker.post<{ id?: string }>(`${path}/tasks/${waiting.id}/approvals`, request);
  if (answer.body.id === undefined) throw new Error(`approvals: ${JSON.stringify(answer.body)}`);
  // As if he had been asked before he became whatever he is now.
  await sql.query('UPDATE approvals SET approver_id = $2 WHERE id = $1', [answer.body.id, assigneeId]);
  return answer.body.id;
}
