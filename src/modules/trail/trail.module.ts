import { Module } from '@nestjs/common';

import { AuditController } from './http/audit.controller.js';
import { ItemByKey } from './queries/item-by-key.query.js';

/** The audit trail as auditors and admins meet it: read, exported and verified. */
@Module({ controllers: [AuditController], providers: [ItemByKey] })
export class TrailModule {}
