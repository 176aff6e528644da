import { type Locale, localise } from '../../../kernel/text/index.js';
import type { Page } from '../../../platform/database/index.js';
import { PROPOSAL_NAMES, type Sentence } from '../domain/signal-words.js';
import type { ControlLimits } from '../persistence/control-limits.entity.js';
import type { SignalDecision } from '../persistence/signal-decision.entity.js';
import type { MetricChart } from '../queries/metric-chart.query.js';
import type { Signal } from '../queries/judge-signal.query.js';
import type { FoundByRule, ShownSignal } from '../queries/propose-signal.query.js';

export class ControlLimitsView {
  id!: string;
  kind!: string;
  period!: string;
  /** Key of a segment; empty for the metric as a whole. */
  series!: string;
  /** Of the metric that the count is out of. */
  size!: string | null;
  centre!: number;
  /** Of a single value, or of one unit in charts of shares and rates. */
  sigma!: number;
  points!: number;
  /** What each place of the season adds: hours of the day, days from Monday, months. */
  season!: number[] | null;
  persistence!: number;
  /** How many times as much as chance alone shares and rates vary; sigma holds it. 1 on other charts. */
  spread!: number;
  /** Version of the metric's definition that they were reckoned under. */
  definitionVersion!: number;
  from!: string;
  to!: string;
  reason!: string;
  lockedBy!: string;
  lockedAt!: string;
  version!: number;

  static of(limits: ControlLimits): ControlLimitsView {
    const { id, kind, period, centre, sigma, points, season, persistence, reason, lockedBy, version } = limits;
    return {
      ...{ id, kind, period, series: limits.dimensionKey, size: limits.sizeMetric, centre, sigma, points, season },
      ...{ persistence, spread: limits.spread, definitionVersion: limits.definitionVersion },
      ...{ from: limits.fromDay, to: limits.toDay, reason, lockedBy, version },
      lockedAt: limits.lockedAt.toISOString(),
    };
  }
}

export class ControlLimitsPageView {
  rows!: ControlLimitsView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<ControlLimits>): ControlLimitsPageView {
    return { rows: rows.map((row) => ControlLimitsView.of(row)), nextCursor };
  }
}

export class ChartPointView {
  start!: string;
  label!: string;
  /** Null for a period without a value. */
  value!: number | null;
  /** What the period is out of, and how many of it there are: on charts of shares and rates. */
  size!: number | null;
  count!: number | null;
  /** What is drawn: the value without its season, the share, the moving average. */
  plotted!: number | null;
  lower!: number;
  centre!: number;
  upper!: number;
  /** Rules whose pattern the point completes. */
  signals!: string[];
}

export class MetricChartView {
  metric!: string;
  unit!: string;
  period!: string;
  kind!: string;
  /** The kind that fits the metric: `p` or `u` for a ratio of whole counts, else `xmr`. */
  proposed!: string;
  /** Code of the metric that counts are out of, on charts of shares and rates. */
  size!: string | null;
  centre!: number;
  /** Of a single value; of one unit on charts of shares and rates, where a period out of n has it divided by √n. */
  sigma!: number;
  /** How many times as much as chance alone shares and rates vary; sigma holds it. 1 on other charts. */
  spread!: number;
  /** `trial` below twenty periods, `firm` from there. */
  standing!: string;
  /** Whether the season was taken out of what is drawn. */
  adjusted!: boolean;
  /** The limits somebody locked; null when they were reckoned from the periods shown. */
  locked!: ControlLimitsView | null;
  /** What was done to the figures, in the reader's language. */
  notes!: string[];
  points!: ChartPointView[];

  static of(chart: MetricChart, locale: Locale): MetricChartView {
    const { metric, period, kind, proposed, size, limits, locked, standing } = chart;
    return {
      ...{ metric: metric.code, unit: metric.unit, period, kind, proposed, size, standing },
      ...{ centre: limits.centre, sigma: limits.sigma, spread: limits.spread, adjusted: limits.season !== null },
      locked: locked && ControlLimitsView.of(locked),
      notes: sentences(chart.notes, locale),
      points: chart.points.map((one) => ({ ...one, start: one.start.toISOString(), signals: [...one.signals] })),
    };
  }
}

export class SignalDecisionView {
  id!: string;
  metric!: string;
  proposed!: string;
  decided!: string;
  /** Whether the person went with the figures. */
  followed!: boolean;
  reason!: string | null;
  /** What the proposal was made from. */
  basis!: object;
  decidedBy!: string;
  decidedAt!: string;

  static of(decision: SignalDecision): SignalDecisionView {
    const { id, metricCode, proposed, decided, reason, basis, decidedBy, decidedAt } = decision;
    return {
      ...{ id, metric: metricCode, proposed, decided, followed: proposed === decided, reason },
      ...{ basis, decidedBy, decidedAt: decidedAt.toISOString() },
    };
  }
}

export class SignalView {
  metric!: string;
  period!: string;
  /** Labels of the first and last period looked at, and how many had a value. */
  from!: string;
  to!: string;
  points!: number;
  /** `short_term` or `structural`: a proposal, for a person to decide. */
  proposal!: string;
  /** The proposal in the reader's language. */
  proposalName!: string;
  /** `trial` when the limits come from fewer than twenty periods. */
  standing!: string;
  /** `p` or `u` for a ratio of whole counts, whose periods are judged by what they are out of; else `xmr`. */
  kind!: string;
  /** How many times as much as chance alone shares and rates vary; 1 on other charts. */
  spread!: number;
  reasons!: string[];
  notes!: string[];
  centre!: number;
  /** Of shares and rates, the limits of the newest period. */
  lower!: number;
  upper!: number;
  locked!: ControlLimitsView | null;

  static of(signal: Signal, locale: Locale): SignalView {
    const { metric, period, kind, spread, from, to, points, proposal, locked } = signal;
    const { standing, centre, lower, upper } = proposal;
    return {
      ...{ metric: metric.code, period, from, to, points, proposal: proposal.proposal, standing, centre, lower, upper },
      ...{ kind, spread },
      proposalName: PROPOSAL_NAMES[proposal.proposal][locale],
      reasons: sentences(signal.reasons, locale),
      notes: sentences(signal.notes, locale),
      locked: locked && ControlLimitsView.of(locked),
    };
  }
}

/** What a rule found, with the very points, limits and versions it judged by. */
export class SignalEvidenceView {
  /** Of the evidence in the item's list. */
  id!: string;
  statement!: string;
  /** The rule's name. */
  source!: string | null;
  figures!: unknown;
  recordedAt!: string;

  static of({ id, statement, source, figures, recordedAt }: FoundByRule): SignalEvidenceView {
    return { id, statement, source, figures, recordedAt: recordedAt.toISOString() };
  }
}

export class ItemSignalView {
  item!: string;
  /** What somebody has decided, however. */
  classification!: string | null;
  /** Null when the figures do not suffice. */
  signal!: SignalView | null;
  /** What they lack, in the reader's language. */
  missing!: string | null;
  /** The last decision of this cycle that was made beside a proposal. */
  decision!: SignalDecisionView | null;
  /** What rules found and laid before the item in this cycle, oldest first. */
  evidence!: SignalEvidenceView[];

  static of({ item, signal, missing, decision, found }: ShownSignal, locale: Locale): ItemSignalView {
    return {
      ...{ item: item.key, classification: item.classification },
      signal: signal && SignalView.of(signal, locale),
      missing: missing && localise(missing.message, locale, missing.params),
      decision: decision && SignalDecisionView.of(decision),
      evidence: found.map((one) => SignalEvidenceView.of(one)),
    };
  }
}

function sentences(told: readonly Sentence[], locale: Locale): string[] {
  return told.map(({ message, params }) => localise(message, locale, params));
}
