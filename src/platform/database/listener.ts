import { setTimeout as sleep } from 'node:timers/promises';

import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';

import { DATABASE_URL } from './database-url.js';

export interface Listening {
  /** @param payload what stood in the NOTIFY */
  heard(payload: string): void;
  /** Listening has just begun (again): what was said before, nobody heard. */
  begun(): void;
}

const RETRY_MS = 1_000;
/** A connection whose other end is gone without a word is found out by a question. */
const ASK_EVERY_MS = 30_000;
const ANSWER_WITHIN_MS = 5_000;

/**
 * Hears what PostgreSQL tells by NOTIFY, on one connection of this process however many listen. It is opened for the first
 * of them, and anew whenever it breaks.
 */
@Injectable()
export class Listener implements OnApplicationShutdown {
  private readonly log = new Logger(Listener.name);
  private readonly channels = new Map<string, Listening>();
  private readonly ended = new AbortController();
  private running: Promise<void> | undefined;

  constructor(@Inject(DATABASE_URL) private readonly url: string) {}

  /** @param channel a plain word, each with one that listens */
  on(channel: string, listening: Listening): void {
    this.channels.set(channel, listening);
  }

  /** Begins to listen on every channel, if that has not been done yet. */
  start(): void {
    this.running ??= this.keepListening();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended.abort();
    // A client that is told to end while it connects never says that it has: it is waited for instead.
    await this.running;
  }

  private async keepListening(): Promise<void> {
    while (!this.ended.signal.aborted) {
      await this.listen().catch((error: unknown) => {
        if (!this.ended.signal.aborted) this.log.warn(`live news waits for the database: ${String(error)}`);
      });
      await sleep(RETRY_MS, undefined, { signal: this.ended.signal }).catch(() => undefined);
    }
  }

  /** Listens until the connection breaks. */
  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'shewhart-listener',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
    });
    const broken = new Promise<void>((resolve) => client.once('end', resolve).on('error', () => resolve()));
    client.on('notification', ({ channel, payload }) => this.channels.get(channel)?.heard(payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.channels.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      for (const listening of this.channels.values()) listening.begun();
      await Promise.race([broken, this.askNowAndThen(client)]);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async askNowAndThen(client: pg.Client): Promise<void> {
    while (!this.ended.signal.aborted) {
      await sleep(ASK_EVERY_MS, undefined, { signal: this.ended.signal }).catch(() => undefined);
      if (!this.ended.signal.aborted) await client.query('SELECT 1');
    }
  }
}
