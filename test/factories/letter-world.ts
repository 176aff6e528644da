import type { ParsedMail } from 'mailparser';

import { newId } from '../../src/platform/database/index.js';
import { MailServer } from '../harness/mail-server.js';
import { type SpecProduct, SPEC_NOW, startSpecProduct } from '../harness/spec-product.js';
import type { GivenPerson, GivenWorkspace } from './given.js';

export const PREFERENCES = '/api/v1/me/notification-preferences';
const PUBLIC_URL = 'https://shewhart.test';
const STAGE = { en: 'pilot', 'zh-CN': '试点' };

/** A product that writes letters to a mail server on loopback, and a workspace whose people get them. */
export class LetterWorld {
  private constructor(
    readonly product: SpecProduct,
    readonly server: MailServer,
    readonly workspace: GivenWorkspace,
  ) {}

  static async start(): Promise<LetterWorld> {
    const server = await MailServer.start();
    const product = await startSpecProduct({
      config: { smtpUrl: server.url, smtpTimeoutMs: 2_000, publicUrl: PUBLIC_URL },
    });
    return new LetterWorld(product, server, await product.given.workspace());
  }

  async stop(): Promise<void> {
    await this.product.stop();
    await this.server.stop();
  }

  /** It is again the day on which every test begins. */
  resetClock(): void {
    this.product.clock.set(SPEC_NOW);
  }

  choose(person: GivenPerson, body: object, version = 0) {
    return person.http.put(PREFERENCES, body, version);
  }

  /** Something happened that this person is told of. @returns the id of the event */
  async happens(
    type: 'task.assigned' | 'item.stage_advanced' | 'trigger.reaction_overdue',
    person: GivenPerson,
    facts: object = {},
    where = this.workspace,
  ): Promise<number> {
    const whom = { assigneeId: person.userId, ownerId: person.userId };
    const about = { subjectType: 'task', subjectId: newId(), itemId: null, actorId: null };
    const words = {
      itemKey: 'CI-1',
      key: 'CI-1',
      title: 'Call ten users',
      dueOn: '2026-12-01',
      stageName: STAGE,
      statusName: STAGE,
    };
    const [event] = await this.product.sql.query<{ id: number }[]>(
      `INSERT INTO outbox_events (workspace_id, type, payload, occurred_at) VALUES ($1, $2, $3, $4) RETURNING id`,
      [where.id, type, JSON.stringify({ ...about, ...whom, ...words, ...facts }), this.product.clock.now()],
    );
    await this.product.settle();
    return event?.id ?? 0;
  }

  /** Time passes; what is due is posted, and what is posted is sent. */
  async after(by: { days?: number; hours?: number; minutes?: number }): Promise<void> {
    this.product.clock.advance(by);
    await this.product.sweep('post-notification-letters');
    await this.product.settle();
  }

  lettersTo({ email }: GivenPerson): ParsedMail[] {
    return this.server.to(email);
  }

  async toldOf(person: GivenPerson): Promise<{ id: string }[]> {
    return (await person.http.get<{ rows: { id: string }[] }>('/api/v1/me/notifications')).body.rows;
  }

  /** Deliveries of one notification, or of his newest. */
  async logOf(person: GivenPerson, id = ''): Promise<object[]> {
    const chosen = id || (await this.toldOf(person))[0]?.id;
    return (await person.http.get<object[]>(`/api/v1/me/notifications/${chosen}/deliveries`)).body;
  }
}

/** Where one click stops letters like this one, as the mail programme finds it in its head; '' where it cannot be stopped. */
export function unsubscribeLinkOf(mail: ParsedMail | undefined): string {
  const list = mail?.headers.get('list') as { unsubscribe: { url: string } } | undefined;
  return (list?.unsubscribe.url ?? '').replace(PUBLIC_URL, '');
}
