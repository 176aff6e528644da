import { Injectable } from '@nestjs/common';

import { type Period, SEASON_LENGTHS } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type RatioChartKind, signalOrNoise, type SignalProposal } from '../../../statistics/index.js';
import { isRatio, type Metric, type Ratio, scaleOf } from '../../metrics/index.js';
import { adjusted, type ChartKind, needsSize } from '../domain/chart-limits.js';
import { type Observation, ratesIn, valuesIn } from '../domain/observation.js';
import { rateSignal } from '../domain/rate-signal.js';
import { noteOnUnused, notesOnOutdated, notesOnRates } from '../domain/rate-words.js';
import { noteOnSeason, notesOn, reasonsIn, type Sentence, type SeriesWords } from '../domain/signal-words.js';
import type { ControlLimits } from '../persistence/control-limits.entity.js';
import { LimitsInForce } from './limits-in-force.query.js';
import type { ObservedSeries } from './observe-series.query.js';

export interface Signal {
  readonly metric: Metric;
  readonly period: Period;
  readonly from: string;
  readonly to: string;
  readonly points: number;
  /** `p` or `u` for a ratio of whole counts, whose periods are judged by what they are out of; else `xmr`. */
  readonly kind: ChartKind;
  /** How many times as much as chance alone shares and rates vary; 1 on other charts. */
  readonly spread: number;
  readonly proposal: SignalProposal;
  readonly locked: ControlLimits | null;
  readonly reasons: readonly Sentence[];
  readonly notes: readonly Sentence[];
}

/** What the figures of a series say: by individuals, or for a ratio of counts by what each period is out of. */
@Injectable()
export class JudgeSignal {
  constructor(private readonly limits: LimitsInForce) {}

  /** @param series twelve or more closed periods with a value */
  async run(tx: Tx, series: SeriesOfKind): Promise<Signal> {
    const { metric, period, dimensionKey, kind, observations } = series;
    if (needsSize(kind) && isRatio(metric)) return this.judgeRatio(tx, { ...series, kind, metric });
    const { locked } = await this.limits.inForce(tx, metric, { dimensionKey, period, kind: 'xmr' });
    const proposal = proposalFor(observations, period, locked);
    const points = valuesIn(observations).length;
    return {
      ...{ metric, period, kind: 'xmr', spread: 1, locked, proposal, ...extentOf(series) },
      reasons: reasonsIn(proposal, wordsOf(series)),
      notes: [...notesOfLimits(locked), ...notesOn(proposal, locked?.points ?? points)],
    };
  }

  /** By what each period is out of, or a few orders of a few visits would look like a change. */
  private async judgeRatio(tx: Tx, series: SeriesOfKind & RatioSeries): Promise<Signal> {
    const { metric, period, dimensionKey, kind, observations } = series;
    const { locked, outdated } = await this.limits.inForce(tx, metric, { dimensionKey, period, kind });
    const unused = locked
      ? null
      : (await this.limits.inForce(tx, metric, { dimensionKey, period, kind: 'xmr' })).locked;
    const { numerator, denominator } = metric;
    const scale = scaleOf(metric.unit);
    const proposal = rateSignal(kind, observations, { seasonLength: SEASON_LENGTHS[period], scale }, locked);
    const { centre, spread, size } = proposal;
    const chart = { kind, proposed: kind, isAsked: false, numerator, denominator, scale };
    return {
      ...{ metric, period, kind, spread, locked, proposal, ...extentOf(series) },
      reasons: reasonsIn(proposal, { ...wordsOf(series), outOf: { size, name: denominator } }),
      notes: [
        ...notesOnOutdated(outdated, metric.definitionVersion),
        ...noteOnUnused(unused !== null, kind),
        ...notesOfLimits(locked),
        ...notesOn(proposal, locked?.points ?? ratesIn(observations).length),
        ...notesOnRates(chart, { centre, spread }, observations),
      ],
    };
  }
}

/** A series with the chart that fits it. */
export interface SeriesOfKind extends ObservedSeries {
  readonly kind: ChartKind;
}

interface RatioSeries {
  readonly kind: RatioChartKind;
  readonly metric: Metric & Ratio;
}

function extentOf({ observations }: ObservedSeries) {
  const [from = '', to = ''] = [observations[0]?.label, observations.at(-1)?.label];
  return { from, to, points: valuesIn(observations).length };
}

function wordsOf({ metric: { direction, unit }, observations }: ObservedSeries): SeriesWords {
  return { labels: observations.map(({ label }) => label), direction, unit };
}

/** Locked limits bring the season along that they were reckoned without, and how alike neighbours were by then. */
function proposalFor(
  observations: readonly Observation[],
  period: Period,
  locked: ControlLimits | null,
): SignalProposal {
  const season = SEASON_LENGTHS[period] ?? undefined;
  if (!locked) return signalOrNoise({ values: observations.map(({ value }) => value), season });
  const values = observations.map((one) => adjusted('xmr', one, locked.season));
  return signalOrNoise({ values, limits: locked, persistence: locked.persistence });
}

/** Of their season; the proposal itself holds how alike neighbours were. */
function notesOfLimits(locked: ControlLimits | null): Sentence[] {
  if (!locked?.season) return [];
  const { season, seasonStrength: strength } = locked;
  return noteOnSeason({ found: true, period: season.length, strength });
}
