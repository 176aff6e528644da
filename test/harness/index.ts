export * from './caller.js';
export * from './spec-product.js';
export type { Given, GivenPerson, GivenWorkspace } from '../factories/given.js';
