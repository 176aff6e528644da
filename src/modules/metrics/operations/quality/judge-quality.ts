import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import { type Clock, endOfPeriod, type Period, periodLabel } from '../../../../kernel/time/index.js';
import type { Tx } from '../../../../platform/database/index.js';
import { Settings, Workspace } from '../../../people/index.js';
import {
  FINDINGS_SHOWN,
  NEIGHBOUR_PERIODS,
  NOMINAL_MS,
  type QualityReport,
  unitFactor,
} from '../../domain/quality/quality-report.js';
import { HALF_AS_LONG_AGAIN } from '../../domain/period-bounds.js';
import { MetricBatch } from '../../persistence/metric-batch.entity.js';
import { MetricQualityReport } from '../../persistence/metric-quality-report.entity.js';
import { Metric } from '../../persistence/metric.entity.js';
import {
  findGaps,
  findMedians,
  findOlder,
  findOutliers,
  type FoundGap,
  type FoundOutlier,
  type Judged,
} from '../../persistence/quality-findings.js';
import { ProposeCleanings, type Proposal } from './propose-cleanings.js';

const DAY_MS = 86_400_000;

/** Looks at an upload after it was loaded: what repeats, what is missing, what cannot be right. Writes its report once. */
@Injectable()
export class JudgeQuality {
  constructor(
    private readonly proposeCleanings: ProposeCleanings,
    private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(tx: Tx, batchId: string): Promise<void> {
    const batch = await tx.findOneBy(MetricBatch, { id: batchId });
    // What was computed is as good as its operands, which have reports of their own.
    if (!batch || batch.format === 'formula') return;
    const metric = await tx.findOneByOrFail(Metric, { id: batch.metricId });
    const { timeZone } = await tx.findOneByOrFail(Workspace, { id: batch.workspaceId });
    const around = NEIGHBOUR_PERIODS * NOMINAL_MS[metric.period];
    const from = new Date(batch.firstStart.getTime() - around);
    const judged = { metricId: metric.id, batchId, from, to: new Date(batch.lastStart.getTime() + around) };
    const { metricOutlierTimes, metricWindowDays: days } = await this.settings.of(batch.workspaceId, tx);
    const outliers = await findOutliers(tx, judged, metricOutlierTimes);
    const gaps = await findGaps(tx, judged, HALF_AS_LONG_AGAIN[metric.period]);
    const content: QualityReport = {
      received: batch.received,
      duplicates: batch.duplicates,
      outliers: { count: outliers[0]?.count ?? 0, first: outliers.map((found) => outlierOf(found, metric, timeZone)) },
      gaps: gapsOf(gaps, metric, timeZone),
      units: await suspectedUnits(tx, judged),
      outOfWindow: await outOfWindow(tx, judged, batch, { period: metric.period, timeZone, days }),
    };
    const judgedAt = this.clock.now();
    await tx.insert(MetricQualityReport, { batchId, workspaceId: batch.workspaceId, content, judgedAt });
    await this.proposeCleanings.run(tx, metric, batchId, [
      ...proposalsOf(outliers),
      ...missing(gaps, metric, timeZone),
    ]);
  }
}

function outlierOf({ series, start, value, mean }: FoundOutlier, { period }: Metric, zone: string) {
  return { series, start: start.toISOString(), label: periodLabel(start, period, zone), value, mean };
}

function gapsOf(gaps: readonly FoundGap[], { period }: Metric, zone: string): QualityReport['gaps'] {
  const first = gaps.map(({ series, previous, next }) => ({
    series,
    first: periodLabel(endOfPeriod(previous, period, zone), period, zone),
    last: periodLabel(new Date(next.getTime() - 1), period, zone),
    periods: periodsBetween(previous, next, period),
  }));
  return { count: gaps[0]?.count ?? 0, periods: first.reduce((sum, gap) => sum + gap.periods, 0), first };
}

/** Whole periods that lie between two starts. Clocks that change move a start by an hour, which rounding takes away. */
function periodsBetween(previous: Date, next: Date, period: Period): number {
  // 30.44 days: months differ, and their mean drifts by less than half a month in any span.
  const length = period === 'month' ? 30.44 * DAY_MS : NOMINAL_MS[period];
  return Math.round((next.getTime() - previous.getTime()) / length) - 1;
}

async function suspectedUnits(tx: Tx, judged: Judged): Promise<QualityReport['units']> {
  const medians = await findMedians(tx, judged);
  return medians.flatMap((found) => {
    const factor = unitFactor(found.median, found.medianAround);
    return factor === undefined ? [] : [{ ...found, factor }];
  });
}

async function outOfWindow(
  tx: Tx,
  judged: Judged,
  { firstStart, recordedAt }: MetricBatch,
  { period, timeZone, days }: { period: Period; timeZone: string; days: number },
): Promise<QualityReport['outOfWindow']> {
  const before = new Date(recordedAt.getTime() - days * DAY_MS);
  const { count, first, last } = await findOlder(tx, { ...judged, from: firstStart }, before);
  const label = (at: Date | null) => at && periodLabel(at, period, timeZone);
  return { count, days, first: label(first), last: label(last) };
}

function proposalsOf(outliers: readonly FoundOutlier[]): Proposal[] {
  return outliers.map(({ series, start, value }) => ({ finding: 'outlier', series, start, rawValue: value }));
}

/** Every missing period, up to as many as are told. */
function missing(gaps: readonly FoundGap[], { period }: Metric, zone: string): Proposal[] {
  const proposals: Proposal[] = [];
  for (const { series, previous, next } of gaps) {
    let start = endOfPeriod(previous, period, zone);
    for (; start < next && proposals.length < FINDINGS_SHOWN; start = endOfPeriod(start, period, zone)) {
      proposals.push({ finding: 'gap', series, start, rawValue: null });
    }
  }
  return proposals;
}
