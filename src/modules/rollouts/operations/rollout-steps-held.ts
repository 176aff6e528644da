import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Journal } from '../../audit/index.js';
import { ColumnHoldings, ProvidesHoldings } from '../../people/index.js';

/** The rollout steps still to do that a person owes. */
@ProvidesHoldings('rollout_steps')
export class RolloutStepsHeld extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(
      journal,
      {
        table: 'rollout_steps',
        column: 'assignee_id',
        field: 'assigneeId',
        noun: 'rollout_step',
        name: 't.title',
        itemId: 't.item_id',
        isHeld: "t.status = 'planned'",
      },
      clock,
    );
  }
}
