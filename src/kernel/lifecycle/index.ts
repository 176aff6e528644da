export * from './check-lifecycle.js';
export * from './gate.js';
export * from './lifecycle.js';
