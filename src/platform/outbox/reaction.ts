import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';

import type { Tx } from '../database/index.js';
import type { OutboxEvent } from './outbox-event.entity.js';

export interface ReactionDeclaration {
  /** Unique and lasting: it is part of the key that keeps the effect from happening twice. */
  readonly name: string;
  /** Event types it reacts to; `*` stands for all. */
  readonly on: readonly string[];
}

/** What a class decorated with `@ReactsTo` does about one event, inside the transaction that records that it did. */
export interface Reaction {
  /**
   * Asked before the first event of a job is reacted to, once for all of them, and for none of another workspace: which
   * may concern it. For what cannot change while the job runs through them.
   */
  preselect?(events: readonly OutboxEvent[]): Promise<readonly OutboxEvent[]>;
  /** Asked before a transaction is opened; left out, every event of the declared types concerns it. */
  concerns?(event: OutboxEvent): Promise<boolean>;
  react(event: OutboxEvent, tx: Tx): Promise<void>;
}

export const REACTION = 'shewhart:reaction';

/** Declares a class as the reaction of that name to events of those types. */
export function ReactsTo(declaration: ReactionDeclaration): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(REACTION, declaration));
}
