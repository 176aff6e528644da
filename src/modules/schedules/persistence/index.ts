import { AwaitedApproval } from './awaited-approval.entity.js';
import { Dependency } from './dependency.entity.js';

export const SCHEDULE_ENTITIES = [AwaitedApproval, Dependency];
