import { Measure } from './measure.entity.js';
import { PlanApproval } from './plan-approval.entity.js';

export const MEASURES_ENTITIES = [Measure, PlanApproval];
