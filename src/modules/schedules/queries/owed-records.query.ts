import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import { OWED_KINDS, type OwedKindName, type OwedRecord } from '../domain/owed-record.js';
import { OwedKinds } from '../operations/owed-kinds.js';

export interface ScheduledRecord {
  readonly kind: OwedKindName;
  readonly record: OwedRecord;
  readonly isOpen: boolean;
  /** When it was finished; null while it is owed, and for what was given up. */
  readonly finishedAt: Date | null;
}

/** Everything that is owed below an item in one cycle, of whatever kind. */
@Injectable()
export class OwedRecords {
  constructor(private readonly kinds: OwedKinds) {}

  /** By due day. */
  async of(tx: Tx, { id: itemId, cycle }: { readonly id: string; readonly cycle: number }): Promise<ScheduledRecord[]> {
    const found: ScheduledRecord[] = [];
    for (const kind of OWED_KINDS) {
      const owedKind = this.kinds.of(kind);
      const records = await tx.findBy(owedKind.entity, { itemId, cycle });
      for (const record of records) {
        found.push({ kind, record, isOpen: owedKind.isOpen(record), finishedAt: owedKind.finishedAt(record) });
      }
    }
    const place = ({ record }: ScheduledRecord) => `${record.dueOn} ${record.id}`;
    return found.sort((one, other) => (place(one) < place(other) ? -1 : 1));
  }
}
