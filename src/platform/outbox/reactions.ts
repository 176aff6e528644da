import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import { IsNull } from 'typeorm';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { serving, type Tx, Transactions } from '../database/index.js';
import { DeadLetters } from '../jobs/dead-letters.js';
import type { Attempt } from '../jobs/job-queues.js';
import { OutboxEvent } from './outbox-event.entity.js';
import { REACTION, type Reaction, type ReactionDeclaration } from './reaction.js';

interface Registered extends ReactionDeclaration {
  readonly reaction: Reaction;
}

interface Failure {
  readonly reaction: string;
  readonly error: unknown;
}

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
   * Runs all reactions to the event. Those that fail at the last attempt become dead letters.
   *
   * @throws AggregateError when one failed that is to be tried again; the others' effects stay, and a retry skips them
   */
  async runFor(eventId: number, workspaceId?: string, attempt?: Attempt): Promise<void> {
    const workspace = workspaceId ?? (await this.workspaceOf(eventId));
    // Removed since: it was finished long ago.
    if (workspace !== null) await serving(workspace, () => this.react(eventId, attempt));
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
    if (found.reaction.concerns && !(await found.reaction.concerns(event))) return;
    await this.reactOnce(event, found, tx);
  }

  private async workspaceOf(eventId: number): Promise<string | null> {
    const [event] = await this.transactions.reader.query<{ workspace: string | null }[]>(
      'SELECT doors.workspace_of_event($1) AS workspace',
      [eventId],
    );
    return event?.workspace ?? null;
  }

  private async react(eventId: number, attempt: Attempt | undefined): Promise<void> {
    const event = await this.transactions.reader.findOneBy(OutboxEvent, { id: eventId, finishedAt: IsNull() });
    if (!event) return;
    const failures: Failure[] = [];
    for (const one of this.registered) {
      if (!one.on.includes(event.type) && !one.on.includes('*')) continue;
      await this.run(event, one).catch((error: unknown) => failures.push({ reaction: one.name, error }));
    }
    if (failures.length > 0 && !attempt?.isLast) throw aggregated(failures);
    await this.finish(event, failures, attempt?.number ?? 1);
  }

  private async run(event: OutboxEvent, registered: Registered): Promise<void> {
    const { reaction } = registered;
    if (reaction.concerns && !(await reaction.concerns(event))) return;
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

  /** All that could happen has. What failed for good is kept with the event, which is not tried by itself any more. */
  private async finish(event: OutboxEvent, failures: readonly Failure[], attempts: number): Promise<void> {
    const now = this.clock.now();
    if (failures.length === 0) {
      await this.transactions.reader.update(OutboxEvent, { id: event.id }, { finishedAt: now });
      return;
    }
    await this.transactions.run(async (tx) => {
      for (const { reaction, error } of failures)
        await this.deadLetters.bury(tx, event, reaction, error, attempts, now);
      await tx.update(OutboxEvent, { id: event.id }, { finishedAt: now });
    });
    this.log.error(`event ${event.id} (${event.type}) is given up: ${aggregated(failures).message}`);
  }
}

function aggregated(failures: readonly Failure[]): AggregateError {
  const errors = failures.map(({ error }) => error);
  return new AggregateError(errors, errors.map(String).join('; '));
}
