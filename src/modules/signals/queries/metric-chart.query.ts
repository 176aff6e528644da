import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, type Period, SEASON_LENGTHS } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { FIRM_PERIODS, NELSON_RULES, type RunRule, WESTERN_ELECTRIC_RULES } from '../../../statistics/index.js';
import { isRatio, type Metric, Metrics, scaleOf } from '../../metrics/index.js';
import { type ChartKind, type ChartLimits, needsSize, reckonLimits } from '../domain/chart-limits.js';
import { problemsOfKind, refuseTooFew } from '../domain/chart-refusals.js';
import { type ChartPoint, drawChart } from '../domain/draw-chart.js';
import { notesOnOutdated, notesOnRates } from '../domain/rate-words.js';
import { noteOnPersistence, noteOnSeason, type Sentence } from '../domain/signal-words.js';
import type { ControlLimits } from '../persistence/control-limits.entity.js';
import { ChooseChart } from './choose-chart.query.js';
import { ObserveSeries } from './observe-series.query.js';

export const RULE_SETS = ['western_electric', 'nelson'] as const;
export type RuleSet = (typeof RULE_SETS)[number];

const RULES: Readonly<Record<RuleSet, readonly RunRule[]>> = {
  western_electric: WESTERN_ELECTRIC_RULES,
  nelson: NELSON_RULES,
};

export interface ChartAsked {
  /** The one that fits when left out. */
  readonly kind?: ChartKind;
  readonly period?: Period;
  readonly series?: string;
  readonly size?: string;
  readonly last: number;
  readonly rules: RuleSet;
}

export interface MetricChart {
  readonly metric: Metric;
  readonly period: Period;
  readonly kind: ChartKind;
  /** The kind that fits the metric. */
  readonly proposed: ChartKind;
  /** Code of the metric that a count is out of, on a chart of shares or rates. */
  readonly size: string | null;
  readonly points: readonly ChartPoint[];
  readonly limits: ChartLimits;
  /** Those that somebody locked; null when they were reckoned from the periods shown. */
  readonly locked: ControlLimits | null;
  readonly standing: 'trial' | 'firm';
  readonly notes: readonly Sentence[];
}

/** A control chart of a metric, ready to draw. */
@Injectable()
export class ShowMetricChart {
  constructor(
    private readonly transactions: Transactions,
    private readonly observe: ObserveSeries,
    private readonly metrics: Metrics,
    private readonly chooseChart: ChooseChart,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, invalid_fields, too_little_data */
  async run(workspace: WorkspaceRef, code: string, asked: ChartAsked): Promise<MetricChart> {
    const [tx, now, last] = [this.transactions.reader, this.clock.now(), asked.last];
    const metric = await this.metrics.find(tx, workspace.id, code);
    const [period, dimensionKey] = [asked.period ?? metric.period, asked.series ?? ''];
    const wanted = { metric, period, dimensionKey, last, now, kind: asked.kind };
    const { kind, proposed, locked, outdated } = await this.chooseChart.run(tx, workspace, wanted);
    const ratio = isRatio(metric) ? metric : null;
    const size = asked.size ?? (ratio ? undefined : locked?.sizeMetric);
    const named = { metricCode: code, period, series: dimensionKey, last, kind, size };
    const { observations } = await this.observe.run(tx, workspace, named, now);
    refuseFields(problemsOfKind(kind, { size, ratio }, observations));
    if (!locked) refuseTooFew(observations, needsSize(kind));
    const scale = ratio ? scaleOf(metric.unit) : 1;
    const limits = locked ?? reckonLimits(kind, observations, { seasonLength: SEASON_LENGTHS[period], scale });
    const outOf = needsSize(kind) ? (ratio?.denominator ?? size ?? null) : null;
    const [numerator, denominator] = [ratio?.numerator ?? code, outOf ?? ''];
    const words = { kind, proposed, isAsked: asked.kind !== undefined, numerator, denominator, scale };
    return {
      ...{ metric, period, kind, proposed, size: outOf, limits, locked },
      points: drawChart(observations, limits, RULES[asked.rules], scale),
      standing: limits.points < FIRM_PERIODS ? 'trial' : 'firm',
      notes: [
        ...notesOnOutdated(outdated, metric.definitionVersion),
        ...noteOnSeason(seasonOf(limits)),
        ...noteOnPersistence(limits.persistence),
        ...notesOnRates(words, limits, observations),
      ],
    };
  }
}

function seasonOf({ season, seasonStrength }: ChartLimits) {
  return season === null ? null : { found: true as const, period: season.length, strength: seasonStrength };
}
