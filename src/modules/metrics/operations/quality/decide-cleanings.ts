import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import type { Actor } from '../../../../kernel/actor/index.js';
import { DomainError } from '../../../../kernel/errors/index.js';
import type { Clock } from '../../../../kernel/time/index.js';
import { type Tx, violatesUnique } from '../../../../platform/database/index.js';
import { Journal } from '../../../audit/index.js';
import type { CleaningAction } from '../../domain/metric-words.js';
import type { CleaningState } from '../../domain/quality/cleaning-words.js';
import { CleaningWriter } from '../../persistence/cleaning-writer.js';
import { MetricCleaning } from '../../persistence/metric-cleaning.entity.js';
import { Metric } from '../../persistence/metric.entity.js';

export type CleaningDecision =
  | { readonly verb: 'apply'; readonly action: CleaningAction; readonly reason: string | null }
  | { readonly verb: 'undo' | 'decline'; readonly reason: string | null };

const FROM: Record<CleaningDecision['verb'], readonly CleaningState[]> = {
  apply: ['proposed', 'undone', 'declined'],
  undo: ['applied'],
  decline: ['proposed'],
};
const TO: Record<CleaningDecision['verb'], CleaningState> = { apply: 'applied', undo: 'undone', decline: 'declined' };
const EVENT = { apply: 'metric.points_cleaned', undo: 'metric.points_cleaned', decline: 'metric.cleaning_declined' };

const CLEANING = { en: 'The cleaning', 'zh-CN': '该清洗建议' };
const ONLY_FILLED = { en: 'A gap can only be filled with the median.', 'zh-CN': '缺口只能用中位数填补。' };
const NO_MEDIAN = {
  en: 'There are no values around it to take the median of.',
  'zh-CN': '附近没有数值,无法取中位数。',
};
const RESTATED = { en: 'The point has been restated or cleaned since.', 'zh-CN': '该数据此后已被更正或清洗。' };

/** Applies, undoes or declines cleanings of one metric: all of them or none. */
@Injectable()
export class DecideCleanings {
  constructor(
    private readonly writer: CleaningWriter,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError illegal_state, conflict */
  async run(
    tx: Tx,
    actor: Actor,
    metricId: string,
    ids: readonly string[],
    decision: CleaningDecision,
  ): Promise<number> {
    // The metric first, as an upload does: the two never wait for each other in a circle.
    const lock = { mode: 'for_no_key_update' } as const;
    const metric = await tx.findOneOrFail(Metric, { where: { id: metricId }, lock });
    const cleanings = await tx
      .createQueryBuilder(MetricCleaning, 'cleaning')
      .setLock('pessimistic_write')
      .where('cleaning.metricId = :metricId AND cleaning.id = ANY(:ids)', { metricId, ids })
      .orderBy('cleaning.id')
      .getMany();
    if (cleanings.length === 0) return 0;
    refuseUnless(cleanings, decision);
    const made = { at: this.clock.now(), by: actor.userId, reason: decision.reason };
    const chosen = cleanings.map(({ id }) => id);
    try {
      if (decision.verb === 'apply') await this.writer.apply(tx, chosen, decision.action, made);
      else await this.writer.takeBack(tx, chosen, decision.verb === 'undo' ? 'undone' : 'declined', made);
    } catch (error) {
      if (violatesUnique(error, 'metric_cleanings_live')) throw new DomainError('conflict', { reason: RESTATED });
      throw error;
    }
    await this.record(tx, actor, metric, cleanings, decision);
    return cleanings.length;
  }

  private async record(
    tx: Tx,
    actor: Actor,
    { id, code }: Metric,
    cleanings: readonly MetricCleaning[],
    decision: CleaningDecision,
  ): Promise<void> {
    const starts = cleanings.map(({ periodStart }) => periodStart.getTime());
    const span = { firstStart: new Date(Math.min(...starts)), lastStart: new Date(Math.max(...starts)) };
    const states = [...new Set(cleanings.map(({ state }) => state))].join(', ');
    await this.journal.record(tx, actor, {
      type: EVENT[decision.verb],
      subject: { type: 'metric', id },
      changes: {
        cleanings: { from: states, to: TO[decision.verb] },
        points: {
          from: null,
          to: { count: cleanings.length, ...span, ids: cleanings.slice(0, 100).map((one) => one.id) },
        },
      },
      reason: decision.reason,
      facts: { metricId: id, metricCode: code, ...span },
    });
  }
}

function refuseUnless(cleanings: readonly MetricCleaning[], decision: CleaningDecision): void {
  const wrong = cleanings.find(({ state }) => !FROM[decision.verb].includes(state));
  if (wrong) throw new DomainError('illegal_state', { what: CLEANING, from: wrong.state, to: TO[decision.verb] });
  if (decision.verb !== 'apply') return;
  if (decision.action === 'exclude' && cleanings.some(({ finding }) => finding === 'gap')) {
    throw new DomainError('conflict', { reason: ONLY_FILLED });
  }
  if (decision.action === 'median' && cleanings.some(({ median }) => median === null)) {
    throw new DomainError('conflict', { reason: NO_MEDIAN });
  }
}
