import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { DeadLetter, type DeadLetterState } from '../../../platform/jobs/index.js';
import { DEAD_LETTER_NOUN, DEAD_LETTER_STATE_NAMES } from '../domain/dead-letter-words.js';

/** What somebody may still decide about. */
const OPEN: readonly DeadLetterState[] = ['failing', 'dead'];

/** How an action comes to a dead letter. */
@Injectable()
export class DeadLetterAccess {
  /**
   * The letter, locked.
   *
   * @param to the state that the action leads to
   * @throws DomainError not_found, stale_version, illegal_state
   */
  async forMove(
    tx: Tx,
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    to: DeadLetterState,
  ): Promise<DeadLetter> {
    const where = { id, workspaceId: actor.workspace.id };
    const letter = await tx.findOne(DeadLetter, { where, lock: { mode: 'pessimistic_write' } });
    if (!letter) throw notFound(DEAD_LETTER_NOUN);
    if (letter.version !== version) throw new DomainError('stale_version');
    if (!OPEN.includes(letter.state)) {
      const [from, into] = [DEAD_LETTER_STATE_NAMES[letter.state], DEAD_LETTER_STATE_NAMES[to]];
      throw new DomainError('illegal_state', { what: DEAD_LETTER_NOUN, from, to: into });
    }
    return letter;
  }
}
