import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';

import { CONFIG, type Config } from '../../config/index.js';
import type { RenderedLetter } from './letter.js';

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** The mail server, spoken to over at most two connections of this process. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  private transport: Transporter | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Hands one letter to the mail server. The same id makes the same Message-ID, by which mailboxes know a letter that
   * arrives twice.
   *
   * @throws Error when the server did not take it
   */
  async send(id: string, recipient: string, letter: RenderedLetter): Promise<void> {
    const { mailFrom } = this.config;
    const host = /@([^>]+)>?$/.exec(mailFrom)?.[1] ?? 'localhost';
    await this.open().sendMail({
      ...letter,
      from: mailFrom,
      to: { name: '', address: recipient },
      messageId: `<${id}@${host}>`,
      // Nobody's holiday answer should come back (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  private open(): Transporter {
    const { smtpUrl } = this.config;
    if (smtpUrl === undefined) throw new Error('SMTP_URL is not set');
    this.transport ??= createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: 2,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
    });
    return this.transport;
  }
}

/** Whether the server will never take it (a 5xx answer), so that trying again would only annoy it. */
export function isRefusedForGood(error: unknown): boolean {
  const code = (error as { responseCode?: unknown } | null)?.responseCode;
  // 535 and 530 are about our password, which somebody can mend.
  return typeof code === 'number' && code >= 550 && code < 560;
}
