import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';

import { CONFIG, type Config } from '../../config/index.js';
import type { RenderedLetter } from './letter.js';
import { MOST_CONNECTIONS } from './sending-places.js';

/** The mail server, spoken to over a few connections of this process, one for each letter under way. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  private transport: Transporter | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Hands one letter to the mail server. The same id makes the same Message-ID, by which mailboxes know a letter that
   * arrives twice.
   *
   * @param unsubscribe an address that takes a POST without sign-in (RFC 8058)
   * @throws Error when the server did not take it
   */
  async send(id: string, recipient: string, letter: RenderedLetter, unsubscribe?: string): Promise<void> {
    const { mailFrom } = this.config;
    const host = /@([^>]+)>?$/.exec(mailFrom)?.[1] ?? 'localhost';
    await this.open().sendMail({
      ...letter,
      from: mailFrom,
      to: { name: '', address: recipient },
      messageId: `<${id}@${host}>`,
      // Nobody's holiday answer should come back (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribe && oneClick(unsubscribe)) },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  private open(): Transporter {
    const { smtpUrl, smtpTimeoutMs } = this.config;
    if (smtpUrl === undefined) throw new Error('SMTP_URL is not set');
    this.transport ??= createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: MOST_CONNECTIONS,
      connectionTimeout: smtpTimeoutMs,
      greetingTimeout: smtpTimeoutMs,
      socketTimeout: smtpTimeoutMs,
    });
    return this.transport;
  }
}

function oneClick(address: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** Whether the server will never take it (a 5xx answer), so that trying again would only annoy it. */
export function isRefusedForGood(error: unknown): boolean {
  const code = (error as { responseCode?: unknown } | null)?.responseCode;
  // 535 and 530 are about our password, which somebody can mend.
  return typeof code === 'number' && code >= 550 && code < 560;
}
