import { type ClientRequest, get, type IncomingMessage } from 'node:http';

import { eventually } from './eventually.js';

/** One event as the specification of server-sent events has it (WHATWG HTML, section 9.2). */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
  /** The last id that was sent with this event or one before. */
  readonly lastEventId: string;
}

/** A client of an event stream over a connection of its own, as a browser reads one. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  lastEventId = '';
  comments = 0;
  isOver = false;
  private text = '';

  private constructor(
    private readonly request: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    response.setEncoding('utf8').on('data', (chunk: string) => this.read(chunk));
    response.on('close', () => (this.isOver = true)).on('error', () => undefined);
  }

  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
    const request = get(url, { headers, agent: false });
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      request.on('response', resolve).on('error', reject),
    );
    return new EventStream(request, response);
  }

  /** The notifications, oldest first. */
  get told(): { readonly id: string; readonly text: string }[] {
    return this.events
      .filter(({ type }) => type === 'notification')
      .map(({ data }) => JSON.parse(data) as { id: string; text: string });
  }

  /** Waits until so many notifications have come. */
  async toldAtLeast(count: number): Promise<void> {
    await eventually(() => Promise.resolve(this.told.length >= count), `${count} notifications come`);
  }

  close(): void {
    this.request.destroy();
  }

  private read(chunk: string): void {
    const blocks = (this.text + chunk).split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) this.take(block.split('\n'));
  }

  private take(lines: readonly string[]): void {
    const valueOf = (name: string): string | undefined =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    this.comments += lines.filter((line) => line.startsWith(':')).length;
    this.lastEventId = valueOf('id') ?? this.lastEventId;
    const data = valueOf('data');
    if (data !== undefined) {
      this.events.push({ type: valueOf('event') ?? 'message', data, lastEventId: this.lastEventId });
    }
  }
}
