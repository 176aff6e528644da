import { EvidencePeriod } from './evidence-period.entity.js';
import { TriggerRule } from './trigger-rule.entity.js';

export const TRIGGERS_ENTITIES = [TriggerRule, EvidencePeriod];
