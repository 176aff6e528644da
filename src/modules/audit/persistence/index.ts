import { AuditContent } from './audit-content.entity.js';
import { AuditErasure } from './audit-erasure.entity.js';
import { AuditEvent } from './audit-event.entity.js';
import { AuditHead } from './audit-head.entity.js';
import { AuditSeal } from './audit-seal.entity.js';
import { UnsealedEvent } from './unsealed-event.entity.js';

export const AUDIT_ENTITIES = [AuditEvent, AuditContent, AuditErasure, AuditSeal, AuditHead, UnsealedEvent];
