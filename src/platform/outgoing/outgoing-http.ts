import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import { Agent, request } from 'undici';

import { isPublicAddress } from './public-addresses.js';

export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OutgoingAnswer {
  readonly status: number;
  /** The beginning of the body; the rest is not read. */
  readonly text: string;
}

/** A receiver inside our own network, which nobody allowed: to reach it would lend our place to whoever named it. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(`${host} is not on the public internet, and not among WEBHOOK_ALLOWED_HOSTS`);
    this.name = 'AddressRefused';
  }
}

const LIMIT_MS = 15_000;
const MOST_ANSWER_BYTES = 4_096;

/**
 * Calls other people’s servers, which may be slow, endless or hostile: 15 seconds in all, the first 4 kB of an answer unless more is asked for, no
 * redirects, and no address inside our network. The address is judged when it is connected to, so a name that resolves to
 * another address the second time gains nothing.
 */
export class OutgoingHttp {
  private readonly agent: Agent;
  private readonly allowed: ReadonlySet<string>;

  /**
   * @param allowedHosts hosts of our own that may be called: `host` or `host:port`, lower case
   * @param limitMs time for one call, connection and answer together
   */
  constructor(
    allowedHosts: readonly string[],
    private readonly limitMs = LIMIT_MS,
  ) {
    this.allowed = new Set(allowedHosts);
    this.agent = new Agent({ connect: { lookup: this.lookup, timeout: limitMs }, maxResponseSize: -1 });
  }

  /** @throws AddressRefused, or Error saying in one line why nothing was answered */
  post(outgoing: OutgoingRequest, mostBytes = MOST_ANSWER_BYTES): Promise<OutgoingAnswer> {
    return this.call('POST', outgoing, mostBytes);
  }

  /** @throws AddressRefused, or Error saying in one line why nothing was answered */
  get(outgoing: Omit<OutgoingRequest, 'body'>, mostBytes = MOST_ANSWER_BYTES): Promise<OutgoingAnswer> {
    return this.call('GET', outgoing, mostBytes);
  }

  private async call(
    method: 'GET' | 'POST',
    { url, headers, body }: Omit<OutgoingRequest, 'body'> & Partial<OutgoingRequest>,
    mostBytes: number,
  ): Promise<OutgoingAnswer> {
    const { hostname, host } = new URL(url);
    const literal = hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isPublicAddress(literal) && !this.allows(literal, host)) throw new AddressRefused(host);
    const signal = AbortSignal.timeout(this.limitMs);
    try {
      const answer = await request(url, { method, headers, body, signal, dispatcher: this.agent });
      return { status: answer.statusCode, text: await beginningOf(answer.body, mostBytes) };
    } catch (error) {
      if (signal.aborted) throw new Error(`no answer within ${this.limitMs / 1_000} seconds`, { cause: error });
      throw refusalIn(error) ?? error;
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private allows(hostname: string, host = hostname): boolean {
    return this.allowed.has(hostname) || this.allowed.has(host);
  }

  private readonly lookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, []);
      const inside = found.filter(({ address }) => !isPublicAddress(address));
      if (inside.length > 0 && !this.allowsName(hostname)) return done(new AddressRefused(hostname), []);
      if (options.all) return done(null, found);
      const [first] = found;
      return done(null, first?.address ?? '', first?.family);
    });
  };

  /** The port is not known when a name is looked up: a name allowed with one port is allowed. */
  private allowsName(hostname: string): boolean {
    return [...this.allowed].some((host) => host === hostname || host.startsWith(`${hostname}:`));
  }
}

async function beginningOf(body: AsyncIterable<Buffer> & { destroy(): unknown }, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= mostBytes) break;
  }
  body.destroy();
  // What PostgreSQL cannot store is left out.
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8').replaceAll('\0', '');
}

/** Connecting to several addresses fails with one error for each; ours says what matters. */
function refusalIn(error: unknown): AddressRefused | undefined {
  if (error instanceof AddressRefused) return error;
  const { cause, errors } = error as { cause?: unknown; errors?: unknown[] };
  for (const inner of [cause, ...(errors ?? [])]) {
    const found = inner instanceof Error ? refusalIn(inner) : undefined;
    if (found) return found;
  }
  return undefined;
}
