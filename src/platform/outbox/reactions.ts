import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import { IsNull } from 'typeorm';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { serving, Transactions } from '../database/index.js';
import { OutboxEvent } from './outbox-event.entity.js';
import { REACTION, type Reaction, type ReactionDeclaration } from './reaction.js';

interface Registered extends ReactionDeclaration {
  readonly reaction: Reaction;
}

/** Every reaction of the product, found at boot; runs those that an event concerns, each exactly once. */
@Injectable()
export class Reactions implements OnModuleInit {
  private readonly registered: Registered[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly transactions: Transactions,
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

  /** Runs all reactions to the event. Throws when one failed; the others' effects stay, and a retry skips them. */
  async runFor(eventId: number, workspaceId?: string): Promise<void> {
    const workspace = workspaceId ?? (await this.workspaceOf(eventId));
    // Removed since: it was finished long ago.
    if (workspace !== null) await serving(workspace, () => this.react(eventId));
  }

  private async workspaceOf(eventId: number): Promise<string | null> {
    const [event] = await this.transactions.reader.query<{ workspace: string | null }[]>(
      'SELECT doors.workspace_of_event($1) AS workspace',
      [eventId],
    );
    return event?.workspace ?? null;
  }

  private async react(eventId: number): Promise<void> {
    const event = await this.transactions.reader.findOneBy(OutboxEvent, { id: eventId, finishedAt: IsNull() });
    if (!event) return;
    const failures: unknown[] = [];
    for (const { on, name, reaction } of this.registered) {
      if (!on.includes(event.type) && !on.includes('*')) continue;
      await this.runOnce(event, name, reaction).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
    await this.transactions.reader.update(OutboxEvent, { id: eventId }, { finishedAt: this.clock.now() });
  }

  private async runOnce(event: OutboxEvent, name: string, reaction: Reaction): Promise<void> {
    if (reaction.concerns && !(await reaction.concerns(event))) return;
    await this.transactions.run(async (tx) => {
      const claimed = await tx.query<unknown[]>(
        `INSERT INTO outbox_effects (event_id, reaction, happened_at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING event_id`,
        [event.id, name, this.clock.now()],
      );
      if (claimed.length > 0) await reaction.react(event, tx);
    });
  }
}
