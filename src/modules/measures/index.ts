export * from './measures.module.js';
export { MEASURES_ENTITIES } from './persistence/index.js';
