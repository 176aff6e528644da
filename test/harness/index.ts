export * from './caller.js';
export * from './event-stream.js';
export * from './routes.js';
export * from './spec-database.js';
export * from './spec-product.js';
export * from './mail-server.js';
export type { Given, GivenPerson, GivenSigner, GivenWorkspace } from '../factories/given.js';
