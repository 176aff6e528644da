export * from './application-login.js';
export * from './application-role.js';
export * from './put-up-walls.js';
export * from './serving-pool.js';
export * from './session-settings.js';
export * from './workspace-served.js';
