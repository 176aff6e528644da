export * from './audit.module.js';
export { canonicalJson } from './domain/canonical-json.js';
export * from './domain/journal-entry.js';
export { AuditEventPageView, AuditEventView } from './http/audit-event.view.js';
export * from './operations/journal.js';
export { SealEvents } from './operations/seal-events.operation.js';
export { AuditEvent } from './persistence/audit-event.entity.js';
export { AUDIT_ENTITIES } from './persistence/index.js';
export { type EventFilter, ListEvents } from './queries/list-events.query.js';
