import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import type { Locale } from '../../../kernel/text/index.js';
import type { SignedInPerson } from '../../../platform/http/index.js';
import { positionId, type StreamPosition } from '../domain/stream-position.js';
import type { NotificationRow } from '../queries/list-notifications.query.js';
import type { LiveNews } from '../queries/live-news.query.js';
import { NotificationView } from './notification.view.js';

/** A reader that takes nothing for so long is cut off; he comes back to where he was. */
const STALLED_MS = 30_000;

/**
 * One open connection to one person. What he has not taken yet waits in the database and not here: a slow reader costs one
 * page of memory.
 */
export class NotificationStream {
  private isDirty = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly response: ServerResponse,
    readonly person: SignedInPerson,
    private readonly locale: Locale,
    private position: StreamPosition,
    private readonly news: LiveNews,
  ) {}

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** Says how to come back after the connection breaks, and where the reader is. */
  greet(retryMs: number): void {
    this.response.write(`retry: ${retryMs}\nid: ${positionId(this.position)}\nevent: ready\ndata: {}\n\n`);
  }

  /** Something may have been told: brings what has, `turn` by turn with other streams. */
  wake(turn: (work: () => Promise<void>) => Promise<void>): void {
    this.isDirty = true;
    this.running ??= this.bring(turn).finally(() => {
      this.running = undefined;
    });
  }

  /** A line that readers pass over, which keeps what lies between from closing a connection that looks idle. */
  beat(): void {
    if (this.isOpen && !this.response.writableNeedDrain) this.response.write(': \n\n');
  }

  end(reason: string): void {
    if (this.isOpen) this.response.end(`event: closed\ndata: ${JSON.stringify({ reason })}\n\n`);
  }

  private async bring(turn: (work: () => Promise<void>) => Promise<void>): Promise<void> {
    while (this.isDirty && this.isOpen) {
      this.isDirty = false;
      // Without the database nothing can be said; whoever can say something again wakes the stream.
      await turn(() => this.bringUpToNow()).catch(() => undefined);
    }
  }

  private async bringUpToNow(): Promise<void> {
    const now = await this.news.now();
    // Only the last event says where the reader is: one that gets a part and breaks off comes back for all of it.
    let held: NotificationRow | undefined;
    for await (const page of this.news.between(this.person.userId, this.position, now)) {
      for (const row of page) {
        if (held) await this.write(held);
        held = row;
      }
      if (!this.isOpen) return;
    }
    if (held) await this.write(held, now);
    this.position = now;
  }

  private async write(row: NotificationRow, position?: StreamPosition): Promise<void> {
    const id = position ? `id: ${positionId(position)}\n` : '';
    const data = JSON.stringify(NotificationView.of(row, this.locale));
    if (!this.isOpen || this.response.write(`${id}event: notification\ndata: ${data}\n\n`)) return;
    await this.drained();
  }

  /** When the reader has taken what was written, or is gone. */
  private async drained(): Promise<void> {
    const over = new AbortController();
    const { signal } = over;
    const impatience = setTimeout(() => this.response.destroy(), STALLED_MS);
    await Promise.race([once(this.response, 'drain', { signal }), once(this.response, 'close', { signal })]);
    clearTimeout(impatience);
    over.abort();
  }
}
