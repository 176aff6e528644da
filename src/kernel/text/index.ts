export * from './localised.js';
