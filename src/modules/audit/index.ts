export * from './audit.module.js';
export * from './domain/journal-entry.js';
export { AuditEventPageView, AuditEventView } from './http/audit-event.view.js';
export * from './operations/journal.js';
export { AuditEvent } from './persistence/audit-event.entity.js';
export { ListEvents } from './queries/list-events.query.js';
