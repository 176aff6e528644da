import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Journal } from '../../audit/index.js';
import { ColumnHoldings, ProvidesHoldings } from '../../people/index.js';

/** The milestones still to come that a person owes. */
@ProvidesHoldings('milestones')
export class MilestonesHeld extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(
      journal,
      {
        table: 'milestones',
        column: 'assignee_id',
        field: 'assigneeId',
        noun: 'milestone',
        name: 't.title',
        itemId: 't.item_id',
        isHeld: "t.status = 'planned'",
      },
      clock,
    );
  }
}
