import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, emptiedFields, type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, type FieldChanges, Journal } from '../../audit/index.js';
import { ItemAccess, lockRecord } from '../../items/index.js';
import { type DataSourceFields, rangeProblems } from '../domain/data-source.js';
import { Cause } from '../persistence/cause.entity.js';
import { DataSource } from '../persistence/data-source.entity.js';
import { DATA_SOURCE } from './record-kinds.js';

export interface DataSourceEdit extends Partial<DataSourceFields> {
  readonly dropped?: boolean;
  readonly reason?: string | null;
}

const NEEDED = ['name', 'kind', 'rangeFrom', 'rangeTo', 'comparison', 'dropped'];
const WHY_DROPPED = { en: 'say why it is no longer drawn on', 'zh-CN': '请说明弃用原因' };
const stillUsedBy = (statements: string): Localised => ({
  en: `Causes that are not rejected rest on this source: ${statements}`,
  'zh-CN': `仍有未排除的原因以此为数据来源:${statements}`,
});

/** Changes what is said of a data source, or drops it. */
@Injectable()
export class EditDataSource {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, id: string, version: number, { reason, ...fields }: DataSourceEdit): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { item, record: source } = await lockRecord(tx, this.access, actor, DATA_SOURCE, { id, version });
      const changes = changesBetween(source, fields);
      if (Object.keys(changes).length === 0) return;
      refuseFields([
        ...emptiedFields(fields, NEEDED),
        ...rangeProblems({ ...source, ...fields }),
        ...dropProblems(changes, reason),
      ]);
      if (isDropped(changes)) await refuseWhileUsed(tx, id);
      const droppedReason = changes['dropped'] ? { droppedReason: fields.dropped ? reason : null } : {};
      await tx.update(DataSource, { id }, { ...fields, ...droppedReason, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: isDropped(changes) ? 'data_source.dropped' : 'data_source.edited',
        subject: { type: 'data_source', id },
        itemId: item.id,
        changes,
        reason: reason ?? null,
      });
    });
  }
}

function isDropped(changes: FieldChanges): boolean {
  return changes['dropped']?.to === true;
}

function dropProblems(changes: FieldChanges, reason: string | null | undefined): FieldProblem[] {
  return isDropped(changes) && !reason ? [{ field: 'reason', code: 'reason_needed', message: WHY_DROPPED }] : [];
}

async function refuseWhileUsed(tx: Tx, dataSourceId: string): Promise<void> {
  const causes = await tx.findBy(Cause, { dataSourceId, state: Not('rejected') });
  if (causes.length === 0) return;
  const statements = causes.map(({ statement }) => `“${statement}”`).join(' ');
  throw new DomainError('conflict', { reason: stillUsedBy(statements) });
}
