import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { OncePerMinute } from '../jobs/once-per-minute.js';
import { RUNS_JOBS } from '../jobs/job-settings.js';
import { MailSender } from './mail-sender.js';
import { Mailbox } from './mailbox.js';

const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 5_000;

/** Empties the mailbox again and again, apart from the job queue: a slow mail server keeps nothing else waiting. */
@Injectable()
export class MailRound implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly complaints = new OncePerMinute(new Logger(MailRound.name));
  private running: Promise<void> | undefined;
  private stopped = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly sender: MailSender,
    private readonly mailbox: Mailbox,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.runsJobs && this.mailbox.isOpen) this.running = this.loop();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async loop(): Promise<void> {
    while (!this.stopped) await this.pause(await this.sendOrComplain());
  }

  private async sendOrComplain(): Promise<number> {
    try {
      const { tried, failures } = await this.sender.sendDue();
      for (const failure of failures) this.complaints.warn(`mail waits for another try: ${String(failure)}`);
      return tried > 0 && failures.length === 0 ? 0 : IDLE_MS;
    } catch (error) {
      if (!this.stopped) this.complaints.warn(`mail waits until the database can be asked: ${String(error)}`);
      return AFTER_FAILURE_MS;
    }
  }

  private pause(milliseconds: number): Promise<void> {
    if (this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
