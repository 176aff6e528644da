import { Global, Module } from '@nestjs/common';

import { Journal } from './operations/journal.js';
import { ListEvents } from './queries/list-events.query.js';

/** The trail that everyone writes and nobody changes. */
@Global()
@Module({ providers: [Journal, ListEvents], exports: [Journal, ListEvents] })
export class AuditModule {}
