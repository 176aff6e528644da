import { type Period, periodLabel } from '../../../kernel/time/index.js';
import { statementOf, type Told, titleOf } from './evidence-words.js';
import type { Moment } from './replay.js';
import type { RuleTerms } from './rule-words.js';
import type { Calibration, Series } from './series.js';

/** What a moment is explained with beside itself. */
export interface Circumstances {
  readonly rule: {
    readonly id: string;
    readonly name: string;
    readonly version: number;
    readonly baseline: number | null;
    readonly calibration: Calibration | null;
    readonly terms: RuleTerms;
  };
  readonly metric: Told['metric'] & { readonly code: string | null; readonly version: number | null };
  readonly timeZone: string;
  /** Calendar events that explain points, by the stretch of time they cover, in milliseconds. */
  readonly events: readonly { readonly from: number; readonly to: number; readonly name: string }[];
}

export interface Explained {
  readonly statement: string;
  readonly title: string;
  readonly figures: Figures;
}

/** The exact points, limits and versions that a change of state rests on. */
export interface Figures {
  readonly rule: object;
  readonly metric: object;
  readonly state: { readonly from: string; readonly to: string };
  readonly limit: number | null;
  readonly centre: number | null;
  readonly sigma: number | null;
  readonly baseline: { readonly count: number; readonly from: string; readonly to: string } | null;
  /** What each place of the season added, which was taken out. */
  readonly seasonal: readonly number[] | null;
  /** How many times wider than by chance alone the limits of a p or u chart are. */
  readonly spread: number | null;
  readonly patterns: readonly string[];
  readonly stable: number;
  readonly events: readonly string[];
  readonly points: readonly FigurePoint[];
}

export interface FigurePoint {
  readonly start: string;
  readonly label: string;
  readonly value: number;
  readonly limit: number | null;
  readonly worse: boolean;
  /** What a plotted ratio is out of. */
  readonly size?: number;
}

/** What a moment says and rests on; only its own period where the series was open before. */
export function explain(moment: Moment, series: Series, circumstances: Circumstances): Explained {
  const { rule, metric, timeZone } = circumstances;
  const { finding, machine, kind } = moment;
  const points = pointsOf(moment, series, rule.terms.period, timeZone);
  const events = eventsAmong(points, moment, series, circumstances);
  const told: Told = {
    kind,
    metric,
    terms: rule.terms,
    baseline: rule.baseline,
    limit: finding?.limit ?? null,
    usual: finding?.centre ?? null,
    points: points.length > 0 ? points : [labelled(moment.at, series, rule.terms.period, timeZone)],
    patterns: finding?.patterns ?? [],
    size: finding?.size ?? null,
    spread: finding?.size ? (limitsOf(moment, circumstances)?.ratio?.spread ?? null) : null,
    season: finding ? (limitsOf(moment, circumstances)?.seasonal?.length ?? null) : null,
    stable: kind === 'fired' || kind === 'fired_again' || kind === 'flapped' ? machine.stable : 0,
    events,
  };
  return {
    statement: statementOf(told),
    title: titleOf(told),
    figures: figuresOf(moment, circumstances, points, events),
  };
}

/** Those that judged the moment: a machine that grows its own carries them. */
function limitsOf({ machine }: Moment, { rule }: Circumstances): Calibration | null {
  return machine.calibration ?? rule.calibration;
}

function pointsOf({ finding, kind, at }: Moment, series: Series, period: Period, zone: string): FigurePoint[] {
  const points = finding?.points ?? [];
  return points
    .filter(({ index }) => kind !== 'goes_on' || index === at)
    .map(({ index, plotted, limit, worse, size }) => ({
      ...labelled(index, series, period, zone),
      value: plotted,
      limit,
      worse,
      ...(size !== undefined && { size }),
    }));
}

function labelled(index: number, { starts, values }: Series, period: Period, zone: string): FigurePoint {
  const start = new Date(starts[index] ?? 0);
  const value = values[index] ?? NaN;
  return { start: start.toISOString(), label: periodLabel(start, period, zone), value, limit: null, worse: false };
}

function eventsAmong(
  points: readonly FigurePoint[],
  moment: Moment,
  series: Series,
  { events }: Circumstances,
): string[] {
  if (events.length === 0) return [];
  const from = Date.parse(points[0]?.start ?? '') || (series.starts[moment.at] ?? 0);
  const to = series.ends[moment.at] ?? 0;
  return events.filter((event) => event.from < to && event.to > from).map(({ name }) => name);
}

function figuresOf(
  moment: Moment,
  circumstances: Circumstances,
  points: readonly FigurePoint[],
  events: readonly string[],
): Figures {
  const { finding, machine, from, to } = moment;
  const { rule, metric } = circumstances;
  const { terms, id, name, version, baseline } = rule;
  const limits = limitsOf(moment, circumstances);
  return {
    rule: { id, name, version, ...terms, baseline },
    metric: { code: metric.code, unit: metric.unit, direction: metric.direction, version: metric.version },
    state: { from, to },
    limit: finding?.limit ?? null,
    centre: finding?.centre ?? null,
    sigma: finding?.sigma ?? null,
    baseline: limits && { count: limits.count, from: limits.from, to: limits.to },
    seasonal: limits?.seasonal ?? null,
    spread: limits?.ratio?.spread ?? null,
    patterns: finding?.patterns ?? [],
    stable: machine.stable,
    events,
    points,
  };
}
