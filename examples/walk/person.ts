import { NotAsTold } from './narrator.js';

// The walk reads answers as any client without a generated type would: field by field, each checked where it matters.
export type Json = Readonly<Record<string, unknown>>;

export interface Blocked {
  readonly code: string;
  readonly blockers: readonly {
    readonly gate: string;
    readonly message: string;
    readonly fix: { readonly who: string };
  }[];
}

/** Somebody at a keyboard, signed in with a session cookie. */
export class Person {
  private cookie = '';
  userId = '';

  constructor(
    private readonly baseUrl: string,
    readonly name: string,
    private readonly workspace: string,
  ) {}

  async signIn(email: string, password: string): Promise<void> {
    const answer = await fetch(`${this.baseUrl}/api/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.baseUrl },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new NotAsTold(`${this.name} to sign in`, await answer.text());
    this.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const me = await this.get<{ userId: string }>('/api/v1/me');
    this.userId = me.userId;
  }

  /** Reads; anything but 200 is not as told. */
  get<Body = Json>(path: string): Promise<Body> {
    return this.expect<Body>(200, 'GET', path);
  }

  /** Creates; 201. */
  create<Body = Json>(path: string, body: unknown): Promise<Body> {
    return this.expect<Body>(201, 'POST', path, body);
  }

  /** Acts; 200. */
  act<Body = Json>(path: string, body: unknown = {}): Promise<Body> {
    return this.expect<Body>(200, 'POST', path, body);
  }

  /** Changes what he has just read (at `readAt`, where that is another address): the version goes back in If-Match. */
  async change<Body = Json>(
    method: 'PATCH' | 'PUT',
    path: string,
    body: unknown,
    readAt = path,
    status = 200,
  ): Promise<Body> {
    const { version } = await this.get<{ version: number }>(readAt);
    return this.expect<Body>(status, method, path, body, { 'if-match': `"${version}"` });
  }

  uploadCsv<Body = Json>(path: string, csv: string): Promise<Body> {
    return this.expect<Body>(200, 'POST', path, csv, { 'content-type': 'text/csv' });
  }

  uploadBrokenCsv<Body = Json>(path: string, csv: string): Promise<Body> {
    return this.expect<Body>(400, 'POST', path, csv, { 'content-type': 'text/csv' });
  }

  /** Tries what must be refused with that status. */
  refused<Body = Json>(status: number, method: string, path: string, body?: unknown): Promise<Body> {
    return this.expect<Body>(status, method, path, body);
  }

  private async expect<Body>(
    status: number,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Body> {
    const url = path.startsWith('/api') ? path : `/api/v1/workspaces/${this.workspace}/${path}`;
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(this.baseUrl + url, {
      method,
      headers: { cookie: this.cookie, ...type, ...headers },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const told: unknown = await answer.json();
    if (answer.status !== status) throw new NotAsTold(`${method} ${path} by ${this.name} to answer ${status}`, told);
    return told as Body;
  }
}
