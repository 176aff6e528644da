export { OWED_KINDS, type OwedKindName, type OwedRecord } from './domain/owed-record.js';
export { OwedAccess, type OwedAtHand } from './operations/owed-access.js';
export { OwedClock } from './operations/owed-clock.js';
export { type OwedKind, ProvidesOwedKind } from './operations/owed-kind.js';
export { OwedKinds } from './operations/owed-kinds.js';
export * from './schedules.module.js';
