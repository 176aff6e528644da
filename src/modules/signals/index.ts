export { SIGNALS_ENTITIES } from './persistence/index.js';
export * from './signals.module.js';
