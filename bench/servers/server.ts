import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import type { LoadRequest } from '../line.js';

const STOP_LIMIT_MS = 10_000;
/** Linux counts processor time in hundredths of a second for every program, whatever the kernel itself uses. */
const MS_PER_TICK = 10;

export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** A server under load, in a process of its own. */
export class Server {
  constructor(
    /** Where it answers: scheme, host and port. */
    readonly url: string,
    /** What its connections to PostgreSQL are called. */
    readonly application: string,
    private readonly headers: Record<string, string>,
    private readonly child: ChildProcess,
  ) {}

  /** The request as it goes over the wire to this server. */
  wire({ method, path, body }: LoadRequest): WireRequest {
    if (body === undefined) return { method, path, headers: this.headers };
    const headers = { ...this.headers, 'content-type': 'application/json' };
    return { method, path, headers, body: JSON.stringify(body) };
  }

  /** Sends one request, outside any measurement. Throws unless it is answered with 2xx. */
  async send(request: LoadRequest): Promise<unknown> {
    const { path, ...init } = this.wire(request);
    const answer = await fetch(`${this.url}${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${request.method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  }

  /** Resident memory of the process, in MiB. */
  async rssMb(): Promise<number> {
    return Math.round((await residentKib(this.child.pid ?? 0)) / 1024);
  }

  /** Processor time it has used so far, in milliseconds; NaN where the system does not tell. */
  async cpuMs(): Promise<number> {
    if (process.platform !== 'linux') return NaN;
    const stat = await readFile(`/proc/${this.child.pid}/stat`, 'utf8');
    // After the name, which may itself hold blanks and brackets; fields 14 and 15 of proc(5) are user and system time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await gone;
    clearTimeout(impatience);
  }
}

async function residentKib(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout);
}
