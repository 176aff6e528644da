import { Milestone } from './milestone.entity.js';

export const MILESTONES_ENTITIES = [Milestone];
