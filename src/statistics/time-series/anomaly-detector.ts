import { requireFinite } from '../argument-checks.js';
import { median } from '../summary.js';
import { ANOMALY_SETTINGS, DAY_MS, HOUR_MS } from './anomaly-settings.js';
import type { AnomalySettings, Stretch } from './anomaly-settings.js';
import { CompressedScale } from './compressed-scale.js';
import { TailChance } from './tail-chance.js';
import { WeeklyPattern } from './weekly-pattern.js';

/** One value of a series. */
export interface Reading {
  /** Instant, in milliseconds. */
  at: number;
  value: number;
  /** The same in local time, written as if it were UTC: what "Monday, nine o'clock" means there; `at` when left out. */
  local?: number;
}

export interface AnomalyVerdict {
  /** 0 for the usual, 0.5 where an alarm begins, towards 1 the rarer it is; 0 while nothing can be said yet. */
  score: number;
  /** Whether somebody should look: unusual, and no alarm within the hold-off before. */
  alarm: boolean;
  /** Chance of as much in a healthy series, by what was seen before; 1 for the usual. */
  chance: number;
  /** What was expected, in the unit of the values, by the look that found most; `null` before anything is known. */
  expected: number | null;
  side: 'high' | 'low' | null;
}

interface Unusual {
  chance: number;
  side: 'high' | 'low' | null;
  /** Where the place was expected by the look that found most. */
  usual: number;
}

/** A reading beside what was expected of it, on the compressed scale. */
interface Seen {
  usual: number;
  /** What is usual by the level of the last week. */
  slowUsual: number;
  spread: number;
  residual: number;
  /** Against the level of the last week. */
  slowResidual: number;
  /** Mean of such deviations over the stretch that ends with this reading, in spreads. */
  sustained: number;
}

const UNKNOWN: AnomalyVerdict = { score: 0, alarm: false, chance: 1, expected: null, side: null };
const FIRST_LOOK: Stretch = { ms: DAY_MS, readings: 24 };
/** Readings kept for the first look when they come faster than every half minute. */
const MOST_KEPT = 3000;
/** A series that never moved has no spread; then any move is unusual, and nothing is divided by 0. */
const LEAST_SPREAD = 1e-9;
const SPACING_GAIN = 0.05;

/**
 * Finds what is unusual for its hour of the week in a stream of hourly, half-hourly, minutely or daily values. Every
 * verdict comes from earlier readings alone; time and memory per reading are constant (about 20 kB in all).
 *
 * A reading is compared with the level of the last half day plus the pattern of its half-hour of the week, in spreads of its
 * time of day; the mean deviation of the last day is compared with the level of the last week. How rare either is, to
 * either side, is read off the tail of the deviations before, and the rarest counts.
 */
export class AnomalyDetector {
  private kept: Reading[] = [];
  private scale: CompressedScale | null = null;
  private readonly pattern: WeeklyPattern;
  private readonly tails: Record<'single' | 'sustained', { high: TailChance; low: TailChance }>;
  private level = 0;
  private slowLevel = 0;
  private sustained = 0;
  private first: number | null = null;
  private last = -Infinity;
  private spacing = HOUR_MS;
  private readings = 0;
  private quietUntil = -Infinity;

  constructor(private readonly settings: AnomalySettings = ANOMALY_SETTINGS) {
    const pair = () => ({ high: new TailChance(settings.tail), low: new TailChance(settings.tail) });
    this.pattern = new WeeklyPattern(settings.pattern);
    this.tails = { single: pair(), sustained: pair() };
  }

  /**
   * Judges the next reading, then learns from it. A reading that is not later than the last is judged and teaches nothing.
   * @throws RangeError for a time or value that is no number
   */
  judge(reading: Reading): AnomalyVerdict {
    requireFinite('at', reading.at);
    requireFinite('value', reading.value);
    this.first ??= reading.at;
    if (this.scale === null) return this.keep(reading);
    return this.judgeAndLearn(reading, this.scale);
  }

  /** The first day tells in which size and around which level the series lives; then it is gone through once. */
  private keep(reading: Reading): AnomalyVerdict {
    const newest = this.kept.at(-1);
    if (newest && reading.at <= newest.at) return UNKNOWN;
    this.kept.push(reading);
    const enough = this.kept.length >= FIRST_LOOK.readings && reading.at - this.first! >= FIRST_LOOK.ms;
    if (!enough && this.kept.length < MOST_KEPT) return UNKNOWN;
    const scale = CompressedScale.for(this.kept.map(({ value }) => value));
    this.scale = scale;
    this.level = this.slowLevel = median(this.kept.map(({ value }) => scale.of(value)));
    this.kept.forEach((one) => this.judgeAndLearn(one, scale));
    this.kept = [];
    return UNKNOWN;
  }

  private judgeAndLearn({ at, value, local = at }: Reading, scale: CompressedScale): AnomalyVerdict {
    this.pattern.turnTo(local);
    const seen = this.compare(scale.of(value), at - this.last);
    const { usual, ...unusual } = this.rarest(seen);
    const score = this.isWarm(at) ? scoreOf(unusual.chance, this.settings.alarmChance) : 0;
    const alarm = score >= 0.5 && at >= this.quietUntil;
    if (alarm) this.quietUntil = at + this.lengthOf(this.settings.holdOff);
    if (at > this.last) this.learn(seen, at);
    return { score, alarm, ...unusual, expected: scale.back(usual) };
  }

  private compare(place: number, elapsed: number): Seen {
    const spread = Math.max(LEAST_SPREAD, this.pattern.spread);
    const [usual, slowUsual] = [this.level + this.pattern.offset, this.slowLevel + this.pattern.offset];
    const [residual, slowResidual] = [place - usual, place - slowUsual];
    const weight = Number.isFinite(elapsed) ? this.gain(Math.max(0, elapsed), this.settings.sustained) : 0;
    const newest = clip(slowResidual / spread, this.settings.sustainedClip);
    const sustained = this.sustained + weight * (newest - this.sustained);
    return { usual, slowUsual, spread, residual, slowResidual, sustained };
  }

  /** The rarer of the single reading and the stretch that ends with it, on the side on which it lies. */
  private rarest({ residual, spread, sustained, usual: single, slowUsual }: Seen): Unusual {
    const looks = [
      { tails: this.tails.single, size: residual / spread, usual: single },
      { tails: this.tails.sustained, size: sustained, usual: slowUsual },
    ];
    let rarest: Unusual = { chance: 1, side: null, usual: single };
    for (const { tails, size, usual } of looks) {
      const side = size > 0 ? 'high' : 'low';
      const chance = tails[side].of(Math.abs(size));
      if (chance < rarest.chance) rarest = { chance, side, usual };
    }
    return rarest;
  }

  private learn({ residual, slowResidual, spread, sustained }: Seen, at: number): void {
    const elapsed = Number.isFinite(this.last) ? at - this.last : this.spacing;
    // A pause counts as three readings at most: it says little about how often they come.
    this.spacing += SPACING_GAIN * (Math.min(elapsed, 3 * this.spacing) - this.spacing);
    const isKnown = this.readings >= FIRST_LOOK.readings;
    const taught = isKnown ? spread * clip(residual / spread, this.settings.clip) : residual;
    const slowlyTaught = isKnown ? spread * clip(slowResidual / spread, this.settings.clip) : slowResidual;
    if (isKnown) this.learnTails(residual / spread, sustained, this.isWarm(at));
    this.pattern.note(residual, taught);
    this.level += taught * this.gain(elapsed, this.settings.level);
    this.slowLevel += slowlyTaught * this.gain(elapsed, this.settings.slowLevel);
    this.sustained = isKnown ? sustained : 0;
    this.last = at;
    this.readings += 1;
  }

  private learnTails(single: number, sustained: number, isWarm: boolean): void {
    const memory = this.lengthOf(this.settings.memory) / this.spacing;
    this.tails.single.high.learn(single, memory);
    this.tails.single.low.learn(-single, memory);
    if (!isWarm) return;
    this.tails.sustained.high.learn(sustained, memory);
    this.tails.sustained.low.learn(-sustained, memory);
  }

  private isWarm(at: number): boolean {
    const { ms, readings } = this.settings.warmUp;
    return at - this.first! >= ms && this.readings >= readings;
  }

  /** Share of the way to the newest value that an average over the stretch goes after so long. */
  private gain(elapsed: number, stretch: Stretch): number {
    return 1 - Math.exp(-elapsed / this.lengthOf(stretch));
  }

  private lengthOf({ ms, readings }: Stretch): number {
    return Math.max(ms, readings * this.spacing);
  }
}

function clip(size: number, most: number): number {
  return Math.max(-most, Math.min(most, size));
}

/** 0 for chance 1, 0.5 for the chance of an alarm, and on towards 1 by orders of magnitude. */
function scoreOf(chance: number, alarmChance: number): number {
  const rarity = -Math.log(chance);
  return rarity / (rarity - Math.log(alarmChance));
}
