import type { AddressInfo, Socket } from 'node:net';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on loopback, and what it was given. */
export class MailServer {
  readonly mails: ParsedMail[] = [];
  /** While set, a letter is read and then refused with this code. */
  refuseWith: number | null = null;
  /** Addresses at whose letters the server says nothing any more, and those at which it hangs up. */
  readonly hangsAt = new Set<string>();
  readonly dropsAt = new Set<string>();
  /** Addresses whose letters it takes to the last byte without ever saying so. */
  readonly keepsSilentAt = new Set<string>();
  /** Told before a letter is accepted. */
  onMail: () => void = () => undefined;
  private readonly server: SMTPServer;
  private readonly sockets = new Map<number | undefined, Socket>();

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, session, callback) => {
        if (this.dropsAt.has(address)) this.sockets.get(session.remotePort)?.destroy();
        else if (!this.hangsAt.has(address)) callback();
      },
      onData: (stream, _session, callback) => {
        void simpleParser(stream).then((mail) => {
          this.onMail();
          if (this.refuseWith !== null) {
            return callback(Object.assign(new Error('not now'), { responseCode: this.refuseWith }));
          }
          this.mails.push(mail);
          if (![...this.keepsSilentAt].some((address) => isTo(mail, address))) callback();
          return undefined;
        });
      },
    });
  }

  static async start(): Promise<MailServer> {
    const server = new MailServer();
    server.server.server.on('connection', (socket: Socket) => server.sockets.set(socket.remotePort, socket));
    await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Letters to that address, oldest first. */
  to(address: string): ParsedMail[] {
    return this.mails.filter((mail) => isTo(mail, address));
  }

  /** The token in the link of the last letter to that address. */
  tokenFor(address: string): string {
    const token = /#token=([\w-]+)/.exec(this.to(address).at(-1)?.text ?? '')?.[1];
    if (token === undefined) throw new Error(`no letter with a link came to ${address}`);
    return token;
  }

  /** Ends every connection, whatever is under way on it. */
  hangUp(): void {
    for (const socket of this.sockets.values()) socket.destroy();
    this.sockets.clear();
  }

  stop(): Promise<void> {
    this.hangUp();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

function isTo({ to }: ParsedMail, address: string): boolean {
  return to !== undefined && !Array.isArray(to) && to.value.some((one) => one.address === address);
}
