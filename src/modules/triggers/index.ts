export * from './triggers.module.js';
export { JudgeRule } from './operations/judge-rule.operation.js';
export { TRIGGERS_ENTITIES } from './persistence/index.js';
export { TriggerRule } from './persistence/trigger-rule.entity.js';
