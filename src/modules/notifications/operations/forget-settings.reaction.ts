import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { SettingsRepository } from '../persistence/settings.repository.js';

/** Zone and language are personal: they go with a person who is erased and belongs nowhere else. */
@ReactsTo({ name: 'forget-notification-settings', on: ['person.erased'] })
export class ForgetSettings implements Reaction {
  constructor(private readonly settings: SettingsRepository) {}

  async react(event: OutboxEvent, tx: Tx): Promise<void> {
    const userId = event.payload.subjectId;
    const elsewhere = await tx.query<unknown[]>('SELECT 1 FROM doors.workspaces_of($1)', [userId]);
    if (elsewhere.length === 0) await this.settings.forget(tx, userId);
  }
}
