import { setTimeout as sleep } from 'node:timers/promises';

import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { OncePerMinute } from '../jobs/once-per-minute.js';
import { RUNS_JOBS } from '../jobs/job-settings.js';
import { Rounds } from '../jobs/rounds.js';
import { MailSender } from './mail-sender.js';
import { Mailbox } from './mailbox.js';

const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 5_000;
/** A mail server that hangs does not keep the process from ending; the letter is tried again by another. */
const GRACE_MS = 5_000;

/** Empties the mailbox again and again, apart from the job queue: a slow mail server keeps nothing else waiting. */
@Injectable()
export class MailRound implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly complaints = new OncePerMinute(new Logger(MailRound.name));
  private readonly rounds = new Rounds();
  private failed = false;

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
    const patience = new AbortController();
    await Promise.race([this.sender.finished(), sleep(GRACE_MS, undefined, { signal: patience.signal })]);
    patience.abort();
  }

  private async sendOrComplain(): Promise<number> {
    try {
      const begun = await this.sender.beginDue((failure) => {
        this.failed = true;
        if (!this.rounds.isStopped) this.complaints.warn(`mail waits for another try: ${String(failure)}`);
      });
      const { failed } = this;
      this.failed = false;
      if (failed) return IDLE_MS;
      return begun > 0 ? 0 : await this.whenOneIsDone();
    } catch (error) {
      if (!this.rounds.isStopped) this.complaints.warn(`mail waits until the database can be asked: ${String(error)}`);
      return AFTER_FAILURE_MS;
    }
  }

  /** Nothing more can begin: goes on as soon as a letter under way has made room, or after the usual pause. */
  private async whenOneIsDone(): Promise<number> {
    if (this.sender.isIdle) return IDLE_MS;
    await Promise.race([this.sender.oneFinished(), sleep(IDLE_MS)]);
    return 0;
  }
}
