import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { SPEC_SECRET } from '../factories/given.js';
import { eventually } from './eventually.js';

const SCRIPT = fileURLToPath(new URL('./clock-worker.mjs', import.meta.url));
/** A start takes some two seconds, and many times that where others want the same processors. */
const START_LIMIT_MS = 60_000;

/** The product in a process of its own, on a clock that a spec sets to and fro. */
export class ClockProcess {
  private output = '';
  private readonly child;

  constructor(begin: Date, databaseUrl: string, env: Record<string, string> = {}) {
    const all = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, SHEWHART_SECRET: SPEC_SECRET, ...env };
    this.child = spawn(process.execPath, [SCRIPT, begin.toISOString()], {
      env: all,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text));
  }

  async listens(): Promise<string> {
    const address = () => /listens on (http:\S+)/.exec(this.output)?.[1];
    await eventually(() => Promise.resolve(address() !== undefined), 'it listens', START_LIMIT_MS);
    return address() ?? '';
  }

  set(instant: Date): void {
    this.child.stdin.write(`${instant.toISOString()}\n`);
  }

  /** Lets it finish what it has begun. @returns its exit code */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const gone = once(this.child, 'exit');
    this.child.stdin.end();
    const [code] = (await gone) as [number | null];
    return code;
  }
}
