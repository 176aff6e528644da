export * from './pilots.module.js';
export { PILOTS_ENTITIES } from './persistence/index.js';
