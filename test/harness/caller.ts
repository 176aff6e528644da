export interface Answer<Body = never> {
  readonly status: number;
  readonly headers: Headers;
  // A spec reads what a user would see; the shape it expects is the spec's own claim.
  readonly body: Body;
}

export type Json = Readonly<Record<string, unknown>>;
type Headed = Readonly<Record<string, string>>;

/** One person (or nobody) talking HTTP to the product. Bodies are JSON, or text for text/csv. */
export class Caller {
  constructor(
    private readonly baseUrl: string,
    /** On every request. */
    readonly headers: Headed = {},
  ) {}

  with(headers: Headed): Caller {
    return new Caller(this.baseUrl, { ...this.headers, ...headers });
  }

  /** The same person at another address. */
  at(baseUrl: string): Caller {
    return new Caller(baseUrl, this.headers);
  }

  get<Body = Json>(path: string, headers?: Headed): Promise<Answer<Body>> {
    return this.call('GET', path, undefined, headers);
  }

  post<Body = Json>(path: string, body: unknown = {}, headers?: Headed): Promise<Answer<Body>> {
    return this.call('POST', path, body, headers);
  }

  put<Body = Json>(path: string, body: unknown, version: number): Promise<Answer<Body>> {
    return this.call('PUT', path, body, { 'if-match': `"${version}"` });
  }

  patch<Body = Json>(path: string, body: unknown, version: number): Promise<Answer<Body>> {
    return this.call('PATCH', path, body, { 'if-match': `"${version}"` });
  }

  /** Reads the version at `readAt` first, as a careful client does, and sends it back with the change. */
  async putLatest<Body = Json>(path: string, body: unknown, readAt: string): Promise<Answer<Body>> {
    const read = await this.get<{ version?: number }>(readAt);
    return this.put(path, body, read.body.version ?? 0);
  }

  async call<Body = Json>(method: string, path: string, body?: unknown, headers: Headed = {}): Promise<Answer<Body>> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type: Headed = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${this.baseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...type, ...this.headers, ...headers },
      body: body === undefined ? undefined : text,
    });
    // A stream of events has no end; who wants to read one does so himself.
    const isEndless = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (isEndless) await answer.body?.cancel();
    const told = isEndless ? '' : await answer.text();
    const isJson = /[/+]json\b/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson && told !== '' ? JSON.parse(told) : told) as Body,
    };
  }
}
