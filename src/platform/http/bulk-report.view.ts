import { ApiProperty } from '@nestjs/swagger';

import type { Actor } from '../../kernel/actor/index.js';
import type { Outcome } from '../database/index.js';
import { problemOf } from './problem.js';
import { ProblemView } from './problem.view.js';

export const BULK_RESULTS = ['changed', 'unchanged', 'stale', 'refused'] as const;
export type BulkResult = (typeof BULK_RESULTS)[number];

/** At most so many rows in one request. */
export const BULK_LIMIT = 200;

export class BulkRowView {
  /** As it was named in the request. */
  id!: string;
  @ApiProperty({
    enum: BULK_RESULTS,
    description: '`stale`: somebody changed it since; `unchanged`: it was so already.',
  })
  result!: BulkResult;
  /** The version it has now; null where nothing was changed. */
  version!: number | null;
  @ApiProperty({ type: () => ProblemView, nullable: true, description: 'Why it was refused.' })
  problem!: ProblemView | null;
}

/** What came of each row of a bulk change, in the order in which they were sent. */
export class BulkReportView {
  changed!: number;
  unchanged!: number;
  stale!: number;
  refused!: number;
  rows!: BulkRowView[];

  /** @param sent the rows as they were sent, in the order of their outcomes */
  static of(
    { locale, requestId }: Actor,
    sent: readonly { readonly id: string; readonly version: number }[],
    outcomes: readonly Outcome[],
  ): BulkReportView {
    const rows = sent.map(({ id, version }, index): BulkRowView => {
      const outcome = outcomes[index];
      if (!outcome) throw new Error('a row of a bulk change has no outcome');
      if ('version' in outcome) {
        const result = outcome.version === version ? 'unchanged' : 'changed';
        return { id, result, version: outcome.version, problem: null };
      }
      const result = outcome.refusal.code === 'stale_version' ? 'stale' : 'refused';
      return { id, result, version: null, problem: problemOf(outcome.refusal, locale, requestId) };
    });
    const count = (wanted: BulkResult): number => rows.filter(({ result }) => result === wanted).length;
    return {
      changed: count('changed'),
      unchanged: count('unchanged'),
      stale: count('stale'),
      refused: count('refused'),
      rows,
    };
  }
}
