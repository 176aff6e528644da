export * from './domain-error.js';
export * from './emptied-fields.js';
export * from './error-codes.js';
