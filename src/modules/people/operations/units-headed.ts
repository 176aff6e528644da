import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Journal } from '../../audit/index.js';
import { ColumnHoldings } from './column-holdings.js';
import { ProvidesHoldings } from './holdings.js';

/** The departments that a person heads. */
@ProvidesHoldings('units_headed')
export class UnitsHeaded extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(
      journal,
      {
        table: 'units',
        column: 'head_id',
        field: 'headId',
        noun: 'unit',
        name: 't.name',
        itemId: 'NULL::uuid',
        isHeld: 't.archived_at IS NULL',
      },
      clock,
    );
  }
}
