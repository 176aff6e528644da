import { type Locale, localise } from '../../../../kernel/text/index.js';
import type { Page } from '../../../../platform/database/index.js';
import { codeOf, type WhyNone, whyNoneWords } from '../../domain/why-none.js';
import type { Contributed } from '../../queries/contributions.query.js';
import type { DefinitionRow } from '../../queries/list-definitions.query.js';
import type { PointRow } from '../../queries/list-points.query.js';
import type { MetricShown } from '../../queries/metrics.query.js';
import type { TargetsShown } from '../../queries/target-series.query.js';

export class MetricView {
  id!: string;
  code!: string;
  name!: string;
  nameZh!: string | null;
  definition!: string | null;
  unit!: string;
  /** `up` or `down`: which way is better. */
  direction!: string;
  /** `hour`, `day`, `week` or `month`. */
  period!: string;
  /** `mean`, `sum` or `last`. */
  aggregation!: string;
  /** `efficiency`, `effect` or `quality`. */
  class!: string | null;
  scene!: string | null;
  ownerId!: string | null;
  source!: string | null;
  freshnessDays!: number | null;
  /** `calendar` or `working`. */
  freshnessCalendar!: string;
  core!: boolean;
  target!: number | null;
  benchmark!: number | null;
  numerator!: string | null;
  denominator!: string | null;
  formula!: string | null;
  dimensions!: string[];
  /** `exclude` or `median`. */
  outlierRule!: string | null;
  /** `median`. */
  gapRule!: string | null;
  archivedAt!: string | null;
  /** Of its meaning; verdicts keep the one they used. */
  definitionVersion!: number;
  createdAt!: string;
  changedAt!: string;
  version!: number;

  static of({ workspaceId: _workspace, archivedAt, createdAt, changedAt, ...shown }: MetricShown): MetricView {
    return {
      ...shown,
      archivedAt: archivedAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
      changedAt: changedAt.toISOString(),
    };
  }
}

export class MetricPageView {
  rows!: MetricView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<MetricShown>): MetricPageView {
    return { rows: rows.map((row) => MetricView.of(row)), nextCursor };
  }
}

export class NoValueView {
  /**
   * `no_points`, `running`, `excluded` (by cleaning), `pending` (about to be computed), `missing` (operands),
   * `division_by_zero` or `overflow`.
   */
  code!: string;
  /** In the reader's language. */
  message!: string;
}

export class PointView {
  start!: string;
  label!: string;
  /** Null only where `periods=all` asked for periods without one. */
  value!: number | null;
  /** How many points it was made of. */
  points!: number;
  /** Whether the period is over. */
  closed!: boolean;
  /** Why there is no value; null where there is one. */
  reason!: NoValueView | null;

  static of({ start, why, ...shown }: PointRow, locale: Locale): PointView {
    return { ...shown, start: start.toISOString(), reason: why && reasonOf(why, locale) };
  }
}

function reasonOf(why: WhyNone, locale: Locale): NoValueView {
  const { message, params } = whyNoneWords(why);
  return { code: codeOf(why), message: localise(message, locale, params) };
}

export class PointPageView {
  rows!: PointView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<PointRow>, locale: Locale): PointPageView {
    return { rows: rows.map((row) => PointView.of(row, locale)), nextCursor };
  }
}

export class DefinitionView {
  version!: number;
  /** Name, period, unit, direction, aggregation, formula and the rest of what it meant. */
  content!: Record<string, unknown>;
  reason!: string | null;
  definedAt!: string;
  definedBy!: string | null;

  static of({ definedAt, ...shown }: DefinitionRow): DefinitionView {
    return { ...shown, definedAt: definedAt.toISOString() };
  }
}

export class TargetView {
  from!: string;
  value!: number;
}

export class TargetsView {
  targets!: TargetView[];
  /** Of the metric. */
  version!: number;

  static of({ targets, version }: TargetsShown): TargetsView {
    return { targets: [...targets], version };
  }
}

export class FactorView {
  code!: string;
  from!: number;
  to!: number;
  /** By how much this factor moved the result; all of them sum to the change. */
  contribution!: number;
  /** Its part of the change; null when nothing changed. */
  share!: number | null;
}

export class ContributionsView {
  formula!: string;
  /** The two periods. */
  fromPeriod!: string;
  toPeriod!: string;
  from!: number | null;
  to!: number | null;
  change!: number | null;
  factors!: FactorView[];
  /** Why there is no value, in the reader's language. */
  reason!: string | null;

  static of(shown: Contributed): ContributionsView {
    return { ...shown, factors: [...shown.factors] };
  }
}
