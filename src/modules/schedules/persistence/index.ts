import { Dependency } from './dependency.entity.js';

export const SCHEDULE_ENTITIES = [Dependency];
