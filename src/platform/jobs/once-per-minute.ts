import type { LoggerService } from '@nestjs/common';

const QUIET_MS = 60_000;
const REMEMBERED = 100;

/** Passes a warning on unless the same one was given within the last minute: an outage is one line, not one per attempt. */
export class OncePerMinute {
  private readonly given = new Map<string, number>();

  constructor(private readonly log: Pick<LoggerService, 'warn'>) {}

  warn(message: string): void {
    const now = Date.now();
    if (now - (this.given.get(message) ?? -Infinity) < QUIET_MS) return;
    if (this.given.size >= REMEMBERED) this.given.clear();
    this.given.set(message, now);
    this.log.warn(message);
  }
}
