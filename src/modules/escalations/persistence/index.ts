import { EscalationPolicyRecord } from './escalation-policy.entity.js';
import { EscalationStep } from './escalation-step.entity.js';
import { Escalation } from './escalation.entity.js';

export const ESCALATION_ENTITIES = [Escalation, EscalationStep, EscalationPolicyRecord];
