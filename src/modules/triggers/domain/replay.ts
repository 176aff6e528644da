import { grow } from './calibration.js';
import { type Machine, type MomentKind, type Policy, startMachine, step } from './machine.js';
import type { RuleState } from './rule-words.js';
import { adjustedAt } from './season-place.js';
import type { Calibration, Series } from './series.js';
import { type Finding, QUIET, type Strategy } from './strategy.js';

/** A rule ready to look at a series. */
export interface Judge {
  readonly strategy: Strategy;
  readonly policy: Policy;
  /** Of the rule, where it has limits; a machine that grows its own carries them. */
  readonly calibration: Calibration | null;
  /** How many periods old a quiet value is when it joins the baseline; null for locked limits. */
  readonly growsAfter: number | null;
}

/** A period in which something happened, with all it rests on. */
export interface Moment {
  readonly kind: MomentKind;
  readonly at: number;
  readonly from: RuleState;
  readonly to: RuleState;
  readonly machine: Machine;
  /** Null for a state that rests on no point: no data, or quiet again. */
  readonly finding: Finding | null;
}

export interface Walk {
  /** First period to judge, and the last one. */
  readonly first: number;
  readonly last: number;
  /** Earlier periods never count as worse. */
  readonly since: number;
}

export interface Walked {
  readonly machine: Machine;
  readonly moments: readonly Moment[];
}

/**
 * Walks a machine over closed periods, one by one. The live job, the back-test and the simulation are this function and
 * differ only in where the periods come from: so a run that comes late, twice or in parts ends where a punctual one does.
 */
export function walk(judge: Judge, series: Series, before: Machine, { first, last, since }: Walk): Walked {
  const moments: Moment[] = [];
  let machine = before;
  for (let at = first; at <= last; at += 1) {
    const missing = Number.isNaN(series.values[at]);
    if (missing && series.excluded.has(at)) {
      machine = { ...machine, position: machine.position + 1 };
      continue;
    }
    const calibration = machine.calibration ?? judge.calibration;
    const verdict = missing && !judge.strategy.judgesGaps ? null : judge.strategy.judge(series, at, since, calibration);
    const next = step(machine, verdict, judge.policy);
    const after = learn(judge, series, at, next.machine);
    if (next.moment) {
      const explained = verdict !== null && after.state !== 'normal';
      const finding = explained ? judge.strategy.explain(series, at, since, calibration) : null;
      moments.push({ kind: next.moment, at, from: machine.state, to: after.state, machine: after, finding });
    }
    machine = after;
  }
  return { machine, moments };
}

/** Where a rule begins with a series: the quiet periods just before are counted, nothing before them is judged. */
export function warmUp(judge: Judge, series: Series, first: number, since: number): Machine {
  let quiet = 0;
  const { strategy, calibration } = judge;
  for (let at = first - 1; at >= since && at >= strategy.lookback; at -= 1) {
    if (Number.isNaN(series.values[at]) && !strategy.judgesGaps) continue;
    if (strategy.judge(series, at, since, calibration).outcome !== QUIET.outcome) break;
    quiet += 1;
  }
  return startMachine(quiet, judge.growsAfter === null ? null : calibration);
}

function learn({ growsAfter }: Judge, series: Series, at: number, machine: Machine): Machine {
  if (growsAfter === null || machine.calibration === null || machine.state !== 'normal') return machine;
  // So long after the start, the value that is old enough still belongs to the baseline itself.
  if (machine.position <= growsAfter) return machine;
  const value = adjustedAt(series, at - growsAfter, machine.calibration);
  if (Number.isNaN(value)) return machine;
  return { ...machine, calibration: grow(machine.calibration, value, series.sizes?.[at - growsAfter]) };
}

/** Quiet periods that are looked back upon when a rule begins, for "after 60 stable days". */
const LOOKS_BACK = 60;

/** How many periods before the first judged one must be known. */
export function historyFor({ strategy, growsAfter }: Judge, { begins }: { readonly begins: boolean }): number {
  return strategy.lookback + (growsAfter ?? 0) + (begins ? LOOKS_BACK : 0);
}

/** The last closed period; one without a value is left for later while its grace lasts. In milliseconds. */
export function lastToJudge({ strategy }: Judge, { ends, values }: Series, graceMs: number, now: number): number {
  let last = ends.length - 1;
  const waits = (at: number) => strategy.judgesGaps || Number.isNaN(values[at]);
  while (last >= 0 && waits(last) && (ends[last] ?? 0) + graceMs > now) last -= 1;
  return last;
}

/** The first period that begins at or after an instant. */
export function indexOf({ starts }: Series, instant: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
