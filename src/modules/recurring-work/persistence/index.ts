import { RecurringOccurrence } from './recurring-occurrence.entity.js';
import { RecurringRule } from './recurring-rule.entity.js';

export const RECURRING_ENTITIES = [RecurringRule, RecurringOccurrence];
