export * from './milestones.module.js';
export { MILESTONES_ENTITIES } from './persistence/index.js';
export { Milestone } from './persistence/milestone.entity.js';
