import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { eventually } from './eventually.js';

type Entry = 'standalone' | 'main' | 'worker' | 'migrate';

/** A start takes some two seconds, and many times that where others want the same processors. */
const START_LIMIT_MS = 60_000;

/** A compiled entry of the product in a process of its own, as somebody at a terminal sees it. */
export class ShewhartProcess {
  stdout = '';
  stderr = '';
  private readonly began = Date.now();
  private readonly child;
  private readonly exit: Promise<number | NodeJS.Signals>;

  constructor(entry: Entry, env: Record<string, string>) {
    const script = fileURLToPath(new URL(`../../dist/src/${entry}.js`, import.meta.url));
    this.child = spawn(process.execPath, [script], {
      env: { PATH: process.env['PATH'], PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = once(this.child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** How long it has run, in milliseconds. */
  get age(): number {
    return Date.now() - this.began;
  }

  /** Waits for a text on standard output. */
  async says(text: RegExp): Promise<string> {
    let found: RegExpExecArray | null = null;
    const said = async (): Promise<boolean> => {
      if (this.child.exitCode !== null) throw new Error(`ended before: ${this.stdout}${this.stderr}`);
      return (found = text.exec(this.stdout)) !== null;
    };
    await eventually(said, `it says ${text}`, START_LIMIT_MS);
    return (found as RegExpExecArray | null)?.[1] ?? '';
  }

  /** The address it listens on. */
  listens(): Promise<string> {
    return this.says(/listens on (http:\/\/[\d.:]+)/);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Its exit code, or the signal that ended it. */
  ends(): Promise<number | NodeJS.Signals> {
    return this.exit;
  }
}
