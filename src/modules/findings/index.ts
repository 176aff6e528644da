export * from './findings.module.js';
export { FINDING_ENTITIES } from './persistence/index.js';
