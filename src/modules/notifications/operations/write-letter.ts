import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { serving, Transactions } from '../../../platform/database/index.js';
import { type Letter, type Mail, NotYet } from '../../../platform/mail/index.js';
import { type PersonsWorkspace, Workspaces } from '../../people/index.js';
import { ALWAYS_ON } from '../domain/notification-classes.js';
import { type News, notificationLetter } from '../domain/notification-letter.js';
import type { NotificationSettings } from '../domain/notification-settings.js';
import { isQuiet, outsideQuiet } from '../domain/quiet-hours.js';
import { type Subscription, subscriptionToken } from '../domain/unsubscribe-token.js';
import { LetterNews } from '../queries/news.query.js';
import { Readers } from '../queries/readers.query.js';

/** Finds the words of a letter of notifications as it is about to be sent: what holds then, and nothing of before. */
@Injectable()
export class WriteLetter {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
    private readonly readers: Readers,
    private readonly letterNews: LetterNews,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param workspaceId of which it tells; undefined for a digest, which tells of all
   * @throws NotYet within quiet hours
   */
  async run(mail: Mail, userId: string, workspaceId?: string): Promise<Letter | null> {
    const [account] = await this.transactions.reader.query<{ email: string }[]>(
      'SELECT email FROM users WHERE id = $1',
      [userId],
    );
    // Nobody else who has that address now may read it.
    if (account?.email !== mail.recipient) return null;
    const mine = await this.workspaces.ofPerson(userId);
    const told = mine.filter(({ id }) => workspaceId === undefined || id === workspaceId);
    const [first] = told;
    if (!first) return null;
    const reader = await serving(first.id, () => this.readers.of(this.transactions.reader, first.id, userId));
    const isDigest = workspaceId === undefined;
    const news = await this.workspaces.askInEach(told, (workspace) =>
      this.newsIn(workspace, mail.id, userId, isDigest, reader.settings),
    );
    const [one, ...others] = news;
    if (!one) return null;
    const isUrgent = news.some((piece) => piece.class === ALWAYS_ON);
    const now = this.clock.now();
    if (!isUrgent && isQuiet(now, reader.settings.quietHours, reader.zone))
      throw new NotYet(outsideQuiet(now, reader.settings.quietHours, reader.zone));
    return notificationLetter([one, ...others], isDigest, this.unsubscribe(userId, workspaceId, news));
  }

  private async newsIn(
    workspace: PersonsWorkspace,
    mailId: string,
    userId: string,
    isDigest: boolean,
    settings: NotificationSettings,
  ): Promise<News[]> {
    if (isDigest) await this.letterNews.gather(mailId, userId, workspace);
    return this.letterNews.of(mailId, workspace, settings);
  }

  private unsubscribe(userId: string, workspaceId: string | undefined, news: readonly News[]): string | undefined {
    const classes = [...new Set(news.map((one) => one.class))].filter((name) => name !== ALWAYS_ON);
    if (classes.length === 0) return undefined;
    const subscription: Subscription =
      workspaceId === undefined ? { userId, digest: true } : { userId, workspaceId, classes };
    const token = subscriptionToken(this.config.secret, subscription);
    return `${this.config.publicUrl}/api/v1/unsubscribe?token=${token}`;
  }
}
