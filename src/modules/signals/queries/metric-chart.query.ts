import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, type Period, SEASON_LENGTHS } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { FIRM_PERIODS, NELSON_RULES, type RunRule, WESTERN_ELECTRIC_RULES } from '../../../statistics/index.js';
import type { Metric } from '../../metrics/index.js';
import { type ChartKind, type ChartLimits, needsSize, reckonLimits } from '../domain/chart-limits.js';
import { problemsOfKind, refuseTooFew } from '../domain/chart-refusals.js';
import { type ChartPoint, drawChart } from '../domain/draw-chart.js';
import { noteOnPersistence, noteOnSeason, type Sentence } from '../domain/signal-words.js';
import type { ControlLimits } from '../persistence/control-limits.entity.js';
import { LimitsInForce } from './limits-in-force.query.js';
import { ObserveSeries } from './observe-series.query.js';

export const RULE_SETS = ['western_electric', 'nelson'] as const;
export type RuleSet = (typeof RULE_SETS)[number];

const RULES: Readonly<Record<RuleSet, readonly RunRule[]>> = {
  western_electric: WESTERN_ELECTRIC_RULES,
  nelson: NELSON_RULES,
};

export interface ChartAsked {
  readonly kind: ChartKind;
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
    private readonly limits: LimitsInForce,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, invalid_fields, too_little_data */
  async run(workspace: WorkspaceRef, code: string, asked: ChartAsked): Promise<MetricChart> {
    const { kind, last } = asked;
    const tx = this.transactions.reader;
    const wanted = { metricCode: code, period: asked.period, series: asked.series, last };
    const plain = await this.observe.run(tx, workspace, wanted, this.clock.now());
    const { metric, period, dimensionKey } = plain;
    const series = { workspaceId: workspace.id, metricId: metric.id, dimensionKey, period, kind };
    const locked = await this.limits.find(tx, series);
    const size = asked.size ?? locked?.sizeMetric;
    const { observations } = size
      ? await this.observe.run(tx, workspace, { ...wanted, size }, this.clock.now())
      : plain;
    refuseFields(problemsOfKind(kind, size, observations));
    if (!locked) refuseTooFew(observations, needsSize(kind));
    const limits = locked ?? reckonLimits(kind, observations, SEASON_LENGTHS[period]);
    return {
      ...{ metric, period, kind, limits, locked },
      points: drawChart(observations, limits, RULES[asked.rules]),
      standing: limits.points < FIRM_PERIODS ? 'trial' : 'firm',
      notes: [...noteOnSeason(seasonOf(limits)), ...noteOnPersistence(limits.persistence)],
    };
  }
}

function seasonOf({ season, seasonStrength }: ChartLimits) {
  return season === null ? null : { found: true as const, period: season.length, strength: seasonStrength };
}
