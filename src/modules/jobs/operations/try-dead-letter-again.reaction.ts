import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { isDatabaseGone, type Tx } from '../../../platform/database/index.js';
import { DeadLetter, DeadLetters, SweepRunner } from '../../../platform/jobs/index.js';
import { type OutboxEvent, type Reaction, Reactions, ReactsTo } from '../../../platform/outbox/index.js';
import { Workspace } from '../../people/index.js';

/** Makes the attempt that somebody asked for: one, whose failure is the letter's new reason. */
@ReactsTo({ name: 'try-dead-letter-again', on: ['dead_letter.retried'] })
export class TryDeadLetterAgain implements Reaction {
  constructor(
    private readonly reactions: Reactions,
    private readonly sweeps: SweepRunner,
    private readonly deadLetters: DeadLetters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react({ workspaceId, payload }: OutboxEvent, tx: Tx): Promise<void> {
    const where = { id: payload.subjectId, workspaceId };
    const letter = await tx.findOne(DeadLetter, { where, lock: { mode: 'pessimistic_write' } });
    if (letter?.state !== 'retrying') return;
    const failure = await this.failureOf(letter, tx);
    await this.deadLetters.tried(tx, letter, this.clock.now(), failure);
  }

  private async failureOf(letter: DeadLetter, tx: Tx): Promise<{ error: unknown } | undefined> {
    try {
      // Below a savepoint: what a failing reaction had written goes, the letter's new reason stays.
      await tx.transaction((attempt) => this.attempt(letter, attempt));
      return undefined;
    } catch (error) {
      // Says nothing about the letter; the whole of this is tried again.
      if (isDatabaseGone(error)) throw error;
      return { error };
    }
  }

  private async attempt({ kind, name, eventId, workspaceId }: DeadLetter, tx: Tx): Promise<void> {
    if (kind === 'sweep') {
      return this.sweeps.runPart(name, await tx.findOneByOrFail(Workspace, { id: workspaceId }));
    }
    if (eventId === null) throw new Error('the event is not there any more');
    return this.reactions.runAgain(eventId, name, tx);
  }
}
