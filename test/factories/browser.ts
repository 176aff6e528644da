import { type Answer, Caller, type Json } from '../harness/caller.js';

/** A caller that keeps cookies as a browser does: what an answer sets, the next request sends. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  async get<Body = Json>(path: string): Promise<Answer<Body>> {
    return this.kept(await this.caller.get<Body>(path));
  }

  async post<Body = Json>(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer<Body>> {
    return this.kept(await this.caller.post<Body>(path, body, headers));
  }

  /** The caller with the cookies of now. */
  get caller(): Caller {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Caller(this.url, { cookie });
  }

  private kept<Body>(answer: Answer<Body>): Answer<Body> {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', ...value] = pair.split('=');
      if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) this.cookies.delete(name);
      else this.cookies.set(name, value.join('='));
    }
    return answer;
  }
}
