import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';
import { causesOf } from '../queries/chosen-measures.js';

const NO_CAUSE = { en: 'is no cause of this item in this cycle', 'zh-CN': '不是该项目本周期的原因' };

/** Whether it is confirmed is the gate's to ask: an idea may be written down before it has earned its place. */
export async function unknownCause(tx: Tx, { id, cycle }: Item, causeId: string): Promise<FieldProblem[]> {
  if ((await causesOf(tx, id, cycle)).has(causeId)) return [];
  return [{ field: 'causeId', code: 'no_cause', message: NO_CAUSE }];
}
