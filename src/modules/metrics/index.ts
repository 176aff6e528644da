export * from './metrics.module.js';
export { METRICS_ENTITIES } from './persistence/index.js';
