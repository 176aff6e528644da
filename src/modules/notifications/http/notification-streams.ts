import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { Listener } from '../../../platform/database/index.js';
import { LIVE_CHANNEL } from '../domain/notification-words.js';
import { OpenCredentials } from '../queries/open-credentials.query.js';
import type { NotificationStream } from './notification-stream.js';
import { Turns } from './turns.js';

/** Of one person in one process: tabs and devices; a program that forgets to close its streams is told. */
const EACH = 10;
/** In one process, some 100 kB each. */
const ALL = 5_000;
/** Of the connections to the database, what reading for streams may take at once. */
const AT_ONCE = 4;

/** The open streams of this process: wakes those whose people are told something, and closes those that may not stay. */
@Injectable()
export class NotificationStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(NotificationStreams.name);
  private readonly byPerson = new Map<string, Set<NotificationStream>>();
  private readonly turns = new Turns(AT_ONCE);
  private beating: NodeJS.Timeout | undefined;
  private isClosing = false;
  private count = 0;

  constructor(
    private readonly listener: Listener,
    private readonly credentials: OpenCredentials,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.listener.on(LIVE_CHANNEL, {
      heard: (userIds) => userIds.split(',').forEach((userId) => this.wake(this.byPerson.get(userId) ?? [])),
      begun: () => this.wake(this.all()),
    });
    this.listener.on('sessions_ended', {
      heard: (sessionId) => this.endThose(({ person }) => person.sessionId === sessionId, 'session_ended'),
      begun: () => void this.endClosed(),
    });
    this.beating = setInterval(() => void this.beat(), this.config.streamHeartbeatMs).unref();
  }

  /** Before HTTP closes, which would wait for them. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    clearInterval(this.beating);
    this.endThose(() => true, 'shutdown');
  }

  /** @throws DomainError too_many_streams, unavailable */
  refuseOneMore(userId: string): void {
    if (this.isClosing || this.count >= ALL) throw new DomainError('unavailable');
    if ((this.byPerson.get(userId)?.size ?? 0) >= EACH) throw new DomainError('too_many_streams', { limit: EACH });
  }

  /** Keeps it until `closed` is called. */
  add(stream: NotificationStream): { closed(): void } {
    const { userId } = stream.person;
    const mine = this.byPerson.get(userId) ?? new Set();
    this.byPerson.set(userId, mine.add(stream));
    this.count += 1;
    this.listener.start();
    // What was told since its place was taken, nobody has woken it for.
    this.wake([stream]);
    return { closed: () => this.remove(stream) };
  }

  private remove(stream: NotificationStream): void {
    const mine = this.byPerson.get(stream.person.userId);
    if (!mine?.delete(stream)) return;
    this.count -= 1;
    if (mine.size === 0) this.byPerson.delete(stream.person.userId);
  }

  private wake(streams: Iterable<NotificationStream>): void {
    for (const stream of streams) stream.wake((work) => this.turns.take(work));
  }

  private async beat(): Promise<void> {
    if (this.count === 0) return;
    for (const stream of this.all()) stream.beat();
    await this.endClosed();
  }

  /** Sessions and keys that were ended or have run out. */
  private async endClosed(): Promise<void> {
    const people = [...this.all()].map(({ person }) => person);
    if (people.length === 0) return;
    try {
      const open = await this.credentials.among(people);
      const asked = new Set(people);
      const isOver = ({ person: { sessionId, keyId } }: NotificationStream): boolean =>
        !open.has(sessionId ?? keyId ?? '');
      this.endThose((stream) => asked.has(stream.person) && isOver(stream), 'session_ended');
    } catch (error) {
      this.log.warn(`open streams could not be looked through: ${String(error)}`);
    }
  }

  private endThose(which: (stream: NotificationStream) => boolean, reason: string): void {
    for (const stream of [...this.all()].filter(which)) {
      this.remove(stream);
      stream.end(reason);
    }
  }

  private *all(): Generator<NotificationStream> {
    for (const mine of this.byPerson.values()) yield* mine;
  }
}
