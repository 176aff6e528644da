import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { In, IsNull } from 'typeorm';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { serving, type Tx, Transactions } from '../database/index.js';
import { DeadLetters } from '../jobs/dead-letters.js';
import type { Attempt, EventsAtHand } from '../jobs/event-jobs.js';
import { OutboxEvent } from './outbox-event.entity.js';
import { REACTION, type Reaction, type ReactionDeclaration } from './reaction.js';

interface Registered extends ReactionDeclaration {
  readonly reaction: Reaction;
}

interface Failure {
  readonly reaction: string;
  readonly error: unknown;
}

/** What is to happen about each event, in the order in which the reactions were found. */
type Due = ReadonlyMap<OutboxEvent, readonly Registered[]>;

const FINISH = 'UPDATE outbox_events SET finished_at = $1 WHERE id = ANY ($2)';

/** Every reaction of the product, found at boot; runs those that an event concerns, each exactly once. */
@Injectable()
export class Reactions implements OnModuleInit {
  private readonly log = new Logger(Reactions.name);
  private readonly registered: Registered[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly transactions: Transactions,
    private readonly deadLetters: DeadLetters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (!metatype || typeof instance !== 'object') continue;
      const declaration = this.reflector.get<ReactionDeclaration | undefined>(REACTION, metatype);
      if (!declaration) continue;
      if (this.registered.some(({ name }) => name === declaration.name)) {
        throw new Error(`two reactions are called "${declaration.name}"`);
      }
      this.registered.push({ ...declaration, reaction: instance as Reaction });
    }
  }

  /**
   * Runs all reactions to each of the events, in the order in which they happened. Those that fail at the last attempt
   * become dead letters.
   *
   * @param givesWay asked after each event: whether the rest should wait for a later turn
   * @returns whether there was time for all of them
   * @throws AggregateError when some failed that are to be tried again; the others' effects stay, and a retry skips them
   */
  async runForAll({ ids, workspaceId }: EventsAtHand, attempt?: Attempt, givesWay = () => false): Promise<boolean> {
    const workspace = workspaceId ?? (await this.workspaceOf(ids[0]));
    // Removed since: they were finished long ago.
    if (workspace === null) return true;
    return serving(workspace, () => this.reactToAll(ids, attempt, givesWay));
  }

  /** The same for one event. */
  async runFor(eventId: number, workspaceId?: string, attempt?: Attempt): Promise<void> {
    await this.runForAll({ ids: [eventId], workspaceId }, attempt);
  }

  /**
   * Runs one reaction to the event once more, in a transaction that serves the event's workspace; what has happened
   * meanwhile is skipped.
   *
   * @throws Error of the reaction, or when the product has none of that name any more
   */
  async runAgain(eventId: number, name: string, tx: Tx): Promise<void> {
    const event = await tx.findOneBy(OutboxEvent, { id: eventId });
    if (!event) throw new Error(`event ${eventId} is not there any more`);
    const found = this.registered.find((one) => one.name === name);
    if (!found) throw new Error(`no reaction is called "${name}" any more`);
    const chosen = await found.reaction.preselect?.([event]);
    if (chosen?.length === 0 || (await found.reaction.concerns?.(event)) === false) return;
    await this.reactOnce(event, found, tx);
  }

  private async workspaceOf(eventId: number | undefined): Promise<string | null> {
    const [event] = await this.transactions.reader.query<{ workspace: string | null }[]>(
      'SELECT doors.workspace_of_event($1) AS workspace',
      [eventId],
    );
    return event?.workspace ?? null;
  }

  private async reactToAll(ids: readonly number[], attempt: Attempt | undefined, givesWay: () => boolean) {
    const events = await this.transactions.reader.find(OutboxEvent, {
      where: { id: In([...ids]), finishedAt: IsNull() },
      order: { id: 'ASC' },
    });
    const due = await this.dueFor(events);
    const done: number[] = [];
    const toTryAgain: Failure[] = [];
    let reached = 0;
    for (const event of events) {
      // After a failure the next attempt comes by and by; a later turn would come at once, and try again what failed.
      if (reached > 0 && toTryAgain.length === 0 && givesWay()) break;
      const failures = await this.react(event, due.get(event) ?? []);
      if (failures.length === 0) done.push(event.id);
      else if (attempt?.isLast) await this.giveUp(event, failures, attempt.number);
      else toTryAgain.push(...failures);
      reached += 1;
    }
    if (done.length > 0) await this.transactions.reader.query(FINISH, [this.clock.now(), done]);
    if (toTryAgain.length > 0) throw aggregated(toTryAgain);
    return reached === events.length;
  }

  private async dueFor(events: readonly OutboxEvent[]): Promise<Due> {
    const due = new Map(events.map((event) => [event, [] as Registered[]]));
    for (const one of this.registered) {
      const ofItsTypes = events.filter(({ type }) => one.on.includes(type) || one.on.includes('*'));
      for (const event of await preselected(one, ofItsTypes)) due.get(event)?.push(one);
    }
    return due;
  }

  private async react(event: OutboxEvent, due: readonly Registered[]): Promise<Failure[]> {
    const failures: Failure[] = [];
    for (const one of due) {
      await this.run(event, one).catch((error: unknown) => failures.push({ reaction: one.name, error }));
    }
    return failures;
  }

  private async run(event: OutboxEvent, registered: Registered): Promise<void> {
    if ((await registered.reaction.concerns?.(event)) === false) return;
    await this.transactions.run((tx) => this.reactOnce(event, registered, tx));
  }

  private async reactOnce(event: OutboxEvent, { name, reaction }: Registered, tx: Tx): Promise<void> {
    const claimed = await tx.query<unknown[]>(
      `INSERT INTO outbox_effects (event_id, reaction, happened_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING event_id`,
      [event.id, name, this.clock.now()],
    );
    if (claimed.length > 0) await reaction.react(event, tx);
  }

  /** What failed for good is kept with the event, which is not tried by itself any more. */
  private async giveUp(event: OutboxEvent, failures: readonly Failure[], attempts: number): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run(async (tx) => {
      for (const { reaction, error } of failures)
        await this.deadLetters.bury(tx, event, reaction, error, attempts, now);
      await tx.update(OutboxEvent, { id: event.id }, { finishedAt: now });
    });
    this.log.error(`event ${event.id} (${event.type}) is given up: ${aggregated(failures).message}`);
  }
}

/** Where the question fails, it is answered by the reaction, whose failures are counted. */
async function preselected({ reaction }: Registered, events: readonly OutboxEvent[]): Promise<readonly OutboxEvent[]> {
  if (events.length === 0 || !reaction.preselect) return events;
  return reaction.preselect(events).catch(() => events);
}

function aggregated(failures: readonly Failure[]): AggregateError {
  const errors = failures.map(({ error }) => error);
  return new AggregateError(errors, errors.map(String).join('; '));
}
