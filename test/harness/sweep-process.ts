import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { SPEC_SECRET } from '../factories/given.js';
import { eventually } from './eventually.js';

const SCRIPT = fileURLToPath(new URL('./sweep-worker.mjs', import.meta.url));
/** Four may start at once on two processors that have more to do. */
const PATIENCE_MS = 120_000;

/** A worker of the product in a process of its own, which runs one kind of sweep when it is told to. */
export class SweepProcess {
  private output = '';
  private readonly child;

  constructor(sweep: string, databaseUrl: string) {
    const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, SHEWHART_SECRET: SPEC_SECRET };
    this.child = spawn(process.execPath, [SCRIPT, sweep], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    // A killed one does not read what it was just told.
    this.child.stdin.on('error', () => undefined);
  }

  ready(): Promise<void> {
    return this.says('ready');
  }

  /** Tells it to sweep as if it were then, and does not wait. */
  order(instant: Date): void {
    this.child.stdin.write(`${instant.toISOString()}\n`);
  }

  async sweep(instant: Date): Promise<void> {
    this.order(instant);
    await this.says(`swept ${instant.toISOString()}`);
  }

  /** Whether it has said that this sweep is done. */
  hasSwept(instant: Date): boolean {
    return this.output.includes(`swept ${instant.toISOString()}\n`);
  }

  /** SIGTERM: what has begun is finished. @returns once it has ended: its exit code, or the signal that ended it */
  terminate(): Promise<number | NodeJS.Signals> {
    const gone = once(this.child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
    this.child.kill('SIGTERM');
    return gone;
  }

  /** SIGKILL: nothing is finished. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  private async says(text: string): Promise<void> {
    const heard = async () => this.output.includes(`${text}\n`);
    await eventually(heard, `a worker says ${text}; it said ${this.output}`, PATIENCE_MS);
  }
}
