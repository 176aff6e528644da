export * from './causes.module.js';
export { CAUSES_ENTITIES } from './persistence/index.js';
