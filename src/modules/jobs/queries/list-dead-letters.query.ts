import { Injectable } from '@nestjs/common';

import { notFound } from '../../../kernel/errors/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { DeadLetter, type DeadLetterKind, type DeadLetterState } from '../../../platform/jobs/index.js';
import { DEAD_LETTER_NOUN } from '../domain/dead-letter-words.js';

export interface DeadLetterFilter {
  /** Left out: what is dead or being tried again. */
  readonly state?: DeadLetterState;
  readonly kind?: DeadLetterKind;
  readonly limit: number;
  readonly cursor?: string;
}

/** What failed for good in a workspace. */
@Injectable()
export class ListDeadLetters {
  constructor(private readonly transactions: Transactions) {}

  /** Last failed first. */
  async run(workspaceId: string, { state, kind, limit, cursor }: DeadLetterFilter): Promise<Page<DeadLetter>> {
    const states = state ? [state] : ['dead', 'retrying'];
    const query = this.transactions.reader
      .createQueryBuilder(DeadLetter, 'd')
      .where({ workspaceId, ...(kind && { kind }) })
      .andWhere('d.state IN (:...states)', { states })
      .orderBy({ 'd.lastFailedAt': 'DESC', 'd.id': 'DESC' })
      .take(limit + 1);
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, 'instant', 'id');
      query.andWhere('(d.lastFailedAt, d.id) < (:at, :id)', { at, id });
    }
    return pageOf(await query.getMany(), limit, ({ lastFailedAt, id }) => [lastFailedAt.toISOString(), id]);
  }

  async one(workspaceId: string, id: string): Promise<DeadLetter> {
    const letter = await this.transactions.reader.findOneBy(DeadLetter, { id, workspaceId });
    if (!letter) throw notFound(DEAD_LETTER_NOUN);
    return letter;
  }
}
