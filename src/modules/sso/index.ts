export { SSO_ENTITIES } from './persistence/index.js';
export * from './sso.module.js';
