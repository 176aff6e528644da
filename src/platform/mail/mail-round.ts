import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { OncePerMinute } from '../jobs/once-per-minute.js';
import { RUNS_JOBS } from '../jobs/job-settings.js';
import { Rounds } from '../jobs/rounds.js';
import { MailSender } from './mail-sender.js';
import { Mailbox } from './mailbox.js';

const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 5_000;

/** Empties the mailbox again and again, apart from the job queue: a slow mail server keeps nothing else waiting. */
@Injectable()
export class MailRound implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly complaints = new OncePerMinute(new Logger(MailRound.name));
  private readonly rounds = new Rounds();

  constructor(
    private readonly sender: MailSender,
    private readonly mailbox: Mailbox,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.runsJobs && this.mailbox.isOpen) this.rounds.start(() => this.sendOrComplain());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async sendOrComplain(): Promise<number> {
    try {
      const { tried, failures } = await this.sender.sendDue();
      for (const failure of failures) this.complaints.warn(`mail waits for another try: ${String(failure)}`);
      return tried > 0 && failures.length === 0 ? 0 : IDLE_MS;
    } catch (error) {
      if (!this.rounds.isStopped) this.complaints.warn(`mail waits until the database can be asked: ${String(error)}`);
      return AFTER_FAILURE_MS;
    }
  }
}
