import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';

const EVENT = 'event: notification\n';

/** One reader of an event stream on a connection of its own; counts what it is told. */
export class OpenStream {
  told = 0;
  /** When the last came, by `performance.now()`. */
  lastAt = NaN;
  private rest = '';

  private constructor(
    private readonly request: ClientRequest,
    response: IncomingMessage,
  ) {
    response.setEncoding('latin1').on('data', (chunk: string) => this.count(chunk));
    response.on('error', () => undefined);
  }

  /** Resolves when the product has said that it is ready. */
  static async to(url: string, headers: Readonly<Record<string, string>>): Promise<OpenStream> {
    const request = get(url, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`a stream was answered ${response.statusCode}`);
    const stream = new OpenStream(request, response);
    await once(response, 'data');
    return stream;
  }

  close(): void {
    this.request.destroy();
  }

  private count(chunk: string): void {
    const parts = (this.rest + chunk).split(EVENT);
    this.told += parts.length - 1;
    if (parts.length > 1) this.lastAt = performance.now();
    this.rest = (parts.at(-1) ?? '').slice(-EVENT.length);
  }
}
