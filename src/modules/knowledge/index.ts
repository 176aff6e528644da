export * from './knowledge.module.js';
export { KNOWLEDGE_ENTITIES } from './persistence/index.js';
