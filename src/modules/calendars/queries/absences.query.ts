import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';

import type { LocalDate } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Absence } from '../persistence/absence.entity.js';

export interface AbsenceFilter {
  readonly userId?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

const MOST = 1_000;

/** Who is away and when; what was cancelled is left out. */
@Injectable()
export class Absences {
  constructor(private readonly transactions: Transactions) {}

  list(workspaceId: string, { userId, from, to }: AbsenceFilter): Promise<Absence[]> {
    const where: FindOptionsWhere<Absence> = { workspaceId, cancelledAt: IsNull() };
    if (userId !== undefined) where.userId = userId;
    if (from !== undefined) where.toOn = MoreThanOrEqual(from);
    if (to !== undefined) where.fromOn = LessThanOrEqual(to);
    return this.transactions.reader.find(Absence, { where, order: { fromOn: 'ASC', id: 'ASC' }, take: MOST });
  }
}
