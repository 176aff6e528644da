export * from './outbox.module.js';
export * from './outbox-effect.entity.js';
export * from './outbox-event.entity.js';
export * from './outbox-relay.js';
export * from './reaction.js';
export * from './reactions.js';
