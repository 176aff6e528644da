import type { Page } from '../../../../platform/database/index.js';
import type { CoverageShown } from '../../queries/coverage.query.js';
import type { MetricFreshness } from '../../queries/freshness.query.js';

export class MetricCoverageView {
  code!: string;
  name!: string;
  period!: string;
  /** Periods that are over. */
  expected!: number;
  /** Of them, those with a value that arrived; what a median fills did not. */
  present!: number;
  /** Null where nothing is expected yet. */
  percent!: number | null;
}

export class CoverageView {
  from!: string;
  to!: string;
  /** What is wanted, in percent. */
  aim!: number;
  /** The mean of the metrics' percentages; null without core metrics. */
  percent!: number | null;
  reached!: boolean | null;
  metrics!: MetricCoverageView[];

  static of(shown: CoverageShown): CoverageView {
    return { ...shown, metrics: [...shown.metrics] };
  }
}

export class MetricFreshnessView {
  code!: string;
  name!: string;
  /** The n of T+n. */
  days!: number;
  /** `calendar` or `working`. */
  calendar!: string;
  /** `fresh`: what is due is there; `late`: it is not; `never`: no value has ever come. */
  state!: string;
  /** The newest period with a value. */
  newest!: string | null;
  /** The newest period whose value is due by now. */
  due!: string | null;
  /** From when on its value counts as late. */
  lateFrom!: string | null;
  /** How many of the last periods are judged. */
  judged!: number;
  /** How many of them had their value in time. */
  onTime!: number;
}

export class MetricFreshnessPageView {
  rows!: MetricFreshnessView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<MetricFreshness>): MetricFreshnessPageView {
    return { rows: rows.map((row) => ({ ...row, lateFrom: row.lateFrom?.toISOString() ?? null })), nextCursor };
  }
}
