import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Journal } from '../../audit/index.js';
import { ColumnHoldings, ProvidesHoldings } from '../../people/index.js';

const OWNER = { column: 'owner_id', field: 'ownerId', name: 't.title', itemId: 'NULL::uuid' };

/** The rules whose next dates a person will owe. */
@ProvidesHoldings('recurring_rules')
export class RulesHeld extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(journal, { ...OWNER, table: 'recurring_rules', noun: 'recurring_rule', isHeld: "t.state <> 'ended'" }, clock);
  }
}

/** The dates of rules that a person owes. */
@ProvidesHoldings('recurring_occurrences')
export class OccurrencesHeld extends ColumnHoldings {
  constructor(journal: Journal, @Inject(CLOCK) clock: Clock) {
    super(
      journal,
      { ...OWNER, table: 'recurring_occurrences', noun: 'occurrence', isHeld: "t.status = 'open'" },
      clock,
    );
  }
}
