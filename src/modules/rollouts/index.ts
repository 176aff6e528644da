export * from './rollouts.module.js';
export { ROLLOUTS_ENTITIES } from './persistence/index.js';
