import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { holds, type Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Metric, RatioCounts } from '../../metrics/index.js';
import type { ChartKind } from '../domain/chart-limits.js';
import { type InForce, LimitsInForce } from './limits-in-force.query.js';

export interface ChartWanted {
  readonly metric: Metric;
  readonly period: Period;
  readonly dimensionKey: string;
  /** The kind that somebody asks for; chosen when left out. */
  readonly kind?: ChartKind | null;
  /** How many periods will be judged. */
  readonly last?: number;
  readonly now: Date;
}

export interface ChosenChart extends InForce {
  readonly kind: ChartKind;
  /** The kind that fits the metric: `p` or `u` for a ratio of counts, `xmr` for all others. */
  readonly proposed: ChartKind;
}

/** Which chart a metric goes by, and the limits in force for it. */
@Injectable()
export class ChooseChart {
  constructor(
    private readonly ratioCounts: RatioCounts,
    private readonly limits: LimitsInForce,
  ) {}

  /**
   * The kind that was asked for, or else the one that fits. What people have locked stays in force: individuals limits of
   * a ratio go on being drawn until somebody locks those that fit.
   */
  async run(tx: Tx, workspace: WorkspaceRef, wanted: ChartWanted): Promise<ChosenChart> {
    const { metric, period, dimensionKey } = wanted;
    const proposed = await this.fitting(tx, workspace, wanted);
    const inForce = (kind: ChartKind) => this.limits.inForce(tx, metric, { period, dimensionKey, kind });
    const kind = wanted.kind ?? proposed;
    const fitting = { kind, proposed, ...(await inForce(kind)) };
    if (wanted.kind || kind === 'xmr' || fitting.locked) return fitting;
    const { locked } = await inForce('xmr');
    return locked ? { kind: 'xmr', proposed, locked, outdated: fitting.outdated } : fitting;
  }

  /** The kind that fits the metric's newest periods. */
  async fitting(tx: Tx, workspace: WorkspaceRef, { metric, ...series }: ChartWanted): Promise<ChartKind> {
    const { period, dimensionKey, now, last } = series;
    if (!holds(period, metric.period)) return 'xmr';
    const asked = { metricCode: metric.code, period, dimensionKey };
    return (await this.ratioCounts.chartFor(tx, workspace, asked, { now, last })) ?? 'xmr';
  }
}
