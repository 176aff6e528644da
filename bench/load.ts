import { performance } from 'node:perf_hooks';

import autocannon from 'autocannon';

import type { LoadRequest } from './line.js';
import type { Server } from './servers/server.js';

/** One stretch of load on one server. */
export interface Sample {
  /** Answers a second. */
  readonly rate: number;
  readonly latenciesMs: readonly number[];
  /** Processor time the server used for one answer, in milliseconds: what remains true on a machine that is not ours alone. */
  readonly cpuMs: number;
}

export interface Stretch {
  readonly connections: number;
  readonly seconds: number;
}

/** How often autocannon looks whether the time is up. */
const TICK_MS = 50;

/**
 * Sends requests over so many connections, on each the next one when its answer is there, for so long.
 *
 * @throws Error when any answer was not 2xx, or `next` had no more requests
 */
export async function loadOnce(
  server: Server,
  next: () => LoadRequest,
  { connections, seconds }: Stretch,
): Promise<Sample> {
  // What the last stretch left behind should not be swept up in the midst of this one.
  globalThis.gc?.();
  const latenciesMs: number[] = [];
  const refused = new Map<number, number>();
  const supply = new Supply(server, next);
  const requests = [{ setupRequest: (defaults: autocannon.Request) => ({ ...defaults, ...supply.next() }) }];
  const cpuBefore = await server.cpuMs();
  const began = performance.now();
  let ended = began;
  const options = { url: server.url, connections, duration: seconds, sampleInt: TICK_MS, requests };
  const { errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error: unknown, result) => (error ? reject(error as Error) : resolve(result)));
    // Its own histogram counts whole milliseconds, which is more than most answers here take.
    run.on('response', (_client, status, _bytes, milliseconds) => {
      ended = performance.now();
      latenciesMs.push(milliseconds);
      if (status >= 300) refused.set(status, (refused.get(status) ?? 0) + 1);
    });
  });
  if (supply.failure) throw supply.failure;
  if (errors > 0) throw new Error(`${errors} requests to ${server.application} were not answered`);
  for (const [status, count] of refused) throw new Error(`${server.application} answered ${status} ${count} times`);
  const cpuMs = ((await server.cpuMs()) - cpuBefore) / latenciesMs.length;
  return { rate: (latenciesMs.length / (ended - began)) * 1_000, latenciesMs, cpuMs };
}

/** An error must not be thrown into autocannon, which would lose it; it waits here for the end of the stretch. */
class Supply {
  failure: Error | undefined;

  constructor(
    private readonly server: Server,
    private readonly source: () => LoadRequest,
  ) {}

  next() {
    try {
      return this.server.wire(this.source());
    } catch (error) {
      this.failure ??= error as Error;
      return this.server.wire({ method: 'GET', path: '/' });
    }
  }
}
