import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import { type PersonsWorkspace, Workspaces } from '../../people/index.js';
import type { NotificationSettings } from '../domain/notification-settings.js';
import { SettingsRepository } from '../persistence/settings.repository.js';

export interface Preferences {
  readonly settings: NotificationSettings;
  /** Those he belongs to. */
  readonly workspaces: readonly PersonsWorkspace[];
}

/** How a person wants to be told by e-mail. */
@Injectable()
export class NotificationPreferences {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
    private readonly settings: SettingsRepository,
  ) {}

  async of(userId: string): Promise<Preferences> {
    return {
      settings: await this.settings.of(this.transactions.reader, userId),
      workspaces: await this.workspaces.ofPerson(userId),
    };
  }
}
