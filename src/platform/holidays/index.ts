export * from './imported-days.js';
export * from './public-days.js';
