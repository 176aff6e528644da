import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { withoutEmail } from '../domain/notification-settings.js';
import { readSubscription, type Subscription } from '../domain/unsubscribe-token.js';
import { SettingsRepository } from '../persistence/settings.repository.js';

const LINK = { en: 'link', 'zh-CN': '链接' };
const ATTEMPTS = 5;

/** Ends letters of one kind for who holds a letter, without signing in; again changes nothing. */
@Injectable()
export class Unsubscribe {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: SettingsRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What the link would end. @throws DomainError not_found for a link that we did not make */
  show(token: string): Subscription {
    const subscription = readSubscription(this.config.secret, token);
    if (!subscription) throw notFound(LINK);
    return subscription;
  }

  /** @throws DomainError not_found */
  async run(token: string): Promise<void> {
    const subscription = this.show(token);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (await this.transactions.run((tx) => this.end(tx, subscription))) return;
    }
    throw new DomainError('stale_version');
  }

  /** @returns false when the person said something else in the same moment */
  private async end(tx: Tx, subscription: Subscription): Promise<boolean> {
    const { userId } = subscription;
    const before = await this.settings.of(tx, userId);
    const after = withoutEmail(before, 'digest' in subscription ? 'digest' : subscription);
    return this.settings.write(tx, userId, { ...before, ...after });
  }
}
