import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';
import { DataSource } from '../persistence/data-source.entity.js';

const NO_SOURCE = {
  en: 'is no data source of this diagnosis, or was dropped',
  'zh-CN': '不是本次诊断的数据来源,或已弃用',
};

/** Holds the source in share mode, so that nobody drops it while a cause comes to rest on it. */
export async function unknownSource(
  tx: Tx,
  { id: itemId, cycle }: Item,
  dataSourceId: string | null | undefined,
): Promise<FieldProblem[]> {
  if (!dataSourceId) return [];
  const source = await tx.findOne(DataSource, {
    where: { id: dataSourceId, itemId, cycle, dropped: false },
    lock: { mode: 'pessimistic_read' },
  });
  return source ? [] : [{ field: 'dataSourceId', code: 'no_data_source', message: NO_SOURCE }];
}
