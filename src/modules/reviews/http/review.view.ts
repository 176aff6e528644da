import type { Locale } from '../../../kernel/text/index.js';
import { DefinitionVersionsView, NOW } from '../../metrics/index.js';
import { SignatureView } from '../../signatures/index.js';
import { AT_THE_BASELINE, AT_THE_END, IN_THE_REVIEW } from '../domain/review-moments.js';
import type { Baseline } from '../persistence/baseline.entity.js';
import type { ReviewShown } from '../queries/show-review.query.js';
import type { WatchShown } from '../queries/show-watch.query.js';

export class KeptValueView {
  /** First instant of the period. */
  start!: string;
  label!: string;
  value!: number;
}

export class BaselineView {
  cycle!: number;
  metric!: string | null;
  /** Of the metric's definition by which it was measured. */
  metricVersion!: number | null;
  period!: string | null;
  /** Which way is better: up or down. */
  better!: string | null;
  from!: string | null;
  to!: string | null;
  mean!: number | null;
  /** How many closed periods the mean is of. */
  n!: number;
  values!: KeptValueView[];
  frozenBy!: string | null;
  /** Null until it is frozen. */
  frozenAt!: string | null;

  static of({ cycle, baseline }: { cycle: number; baseline: Baseline | null }): BaselineView {
    return {
      cycle,
      metric: baseline?.metric ?? null,
      metricVersion: baseline?.metricVersion ?? null,
      period: baseline?.period ?? null,
      better: baseline?.better ?? null,
      from: baseline?.firstDay ?? null,
      to: baseline?.lastDay ?? null,
      mean: baseline?.mean ?? null,
      n: baseline?.values.length ?? 0,
      values: baseline?.values ?? [],
      frozenBy: baseline?.frozenBy ?? null,
      frozenAt: baseline?.frozenAt.toISOString() ?? null,
    };
  }
}

export class ReviewView {
  /** The item's version: writing the review needs it in If-Match. */
  version!: number;
  cycle!: number;
  metric!: string | null;
  /** Of the metric's definition before and after: where they differ, two things are compared. */
  beforeMetricVersion!: number | null;
  afterMetricVersion!: number | null;
  /** The same in words; null until both are measured. */
  definition!: DefinitionVersionsView | null;
  /** Mean of the frozen baseline, and of how many periods. */
  beforeMean!: number | null;
  beforeN!: number;
  afterFrom!: string | null;
  afterTo!: string | null;
  afterMean!: number | null;
  afterN!: number;
  afterValues!: KeptValueView[];
  /** After minus before, in the metric's unit. */
  difference!: number | null;
  /** The same as a share of before. */
  relative!: number | null;
  /** Whether it moved, and to the better side. */
  rightDirection!: boolean | null;
  target!: number | null;
  targetReached!: boolean | null;
  lesson!: string | null;
  keyResult!: string | null;
  signedBy!: string | null;
  signedAt!: string | null;
  signComment!: string | null;
  /** The signature under it; null until it is signed off, and again once it was changed. */
  signature!: SignatureView | null;

  static of(shown: ReviewShown, locale: Locale): ReviewView {
    const { item, cycle, baseline, review, signature } = shown;
    return {
      version: item.version,
      cycle,
      metric: baseline?.metric ?? null,
      beforeMetricVersion: baseline?.metricVersion ?? null,
      afterMetricVersion: review?.afterMetricVersion ?? null,
      definition: comparedIn(shown, locale),
      beforeMean: baseline?.mean ?? null,
      beforeN: baseline?.values.length ?? 0,
      afterFrom: review?.afterFrom ?? null,
      afterTo: review?.afterTo ?? null,
      afterMean: review?.afterMean ?? null,
      afterN: review?.afterValues.length ?? 0,
      afterValues: review?.afterValues ?? [],
      difference: review?.difference ?? null,
      relative: review?.relative ?? null,
      rightDirection: review?.rightDirection ?? null,
      target: review?.target ?? null,
      targetReached: review?.targetReached ?? null,
      lesson: review?.lesson ?? null,
      keyResult: item.keyResult,
      signedBy: review?.signedBy ?? null,
      signedAt: review?.signedAt?.toISOString() ?? null,
      signComment: review?.signComment ?? null,
      signature: signature && SignatureView.of(signature),
    };
  }
}

function comparedIn({ baseline, review }: ReviewShown, locale: Locale): DefinitionVersionsView | null {
  if (!baseline || !review?.afterFrom) return null;
  const compared = {
    metric: baseline.metric,
    earlier: baseline.metricVersion,
    later: review.afterMetricVersion,
  };
  return DefinitionVersionsView.of(compared, { earlier: AT_THE_BASELINE, later: IN_THE_REVIEW }, locale);
}

export class WatchedPeriodAfterClosingView extends KeptValueView {
  inside!: boolean;
}

export class WatchView {
  cycle!: number | null;
  /** watching, held, lost or stopped (somebody reopened the item meanwhile); null when nothing was closed. */
  state!: string | null;
  metric!: string | null;
  period!: string | null;
  /** Which way is better: up or down. */
  better!: string | null;
  beforeMean!: number | null;
  afterMean!: number | null;
  /** The value that each period must reach: the middle between before and after. */
  bound!: number | null;
  /** Closed periods that must reach it. */
  needed!: number | null;
  /** When the item was closed. */
  since!: string | null;
  settledAt!: string | null;
  /** What the metric meant when the review measured it, and when the watch ended; now, while it runs. */
  definition!: DefinitionVersionsView | null;
  periods!: WatchedPeriodAfterClosingView[];

  static of(shown: WatchShown | null, locale: Locale): WatchView {
    const watch = shown?.watch;
    return {
      cycle: watch?.cycle ?? null,
      state: watch?.state ?? null,
      metric: watch?.metric ?? null,
      period: watch?.period ?? null,
      better: watch?.better ?? null,
      beforeMean: watch?.beforeMean ?? null,
      afterMean: watch?.afterMean ?? null,
      bound: watch?.bound ?? null,
      needed: watch?.needed ?? null,
      since: watch?.since.toISOString() ?? null,
      settledAt: watch?.settledAt?.toISOString() ?? null,
      definition: shown && watchedBy(shown, locale),
      periods: [...(shown?.periods ?? [])],
    };
  }
}

function watchedBy({ watch, metricVersion: later }: WatchShown, locale: Locale): DefinitionVersionsView {
  const { metric, metricVersion: earlier, settledAt } = watch;
  const moments = { earlier: IN_THE_REVIEW, later: settledAt ? AT_THE_END : NOW };
  return DefinitionVersionsView.of({ metric, earlier, later }, moments, locale);
}
