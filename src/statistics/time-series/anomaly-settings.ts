import type { TailSettings } from './tail-chance.js';
import type { PatternSettings } from './weekly-pattern.js';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A length of time that also holds at least so many readings, for series whose readings are rarer. */
export interface Stretch {
  readonly ms: number;
  readonly readings: number;
}

export interface AnomalySettings {
  /** Nothing is called unusual before it is over. */
  readonly warmUp: Stretch;
  /** How fast the level follows when single readings are judged, and when a whole stretch is. */
  readonly level: Stretch;
  readonly slowLevel: Stretch;
  /** Stretch whose mean deviation is judged against the slow level. */
  readonly sustained: Stretch;
  /** How long the tails remember. */
  readonly memory: Stretch;
  /** After an alarm, how long the same trouble raises no other. */
  readonly holdOff: Stretch;
  /** Deviations beyond so many spreads teach no more than this. */
  readonly clip: number;
  /** Most spreads that a single reading may add to the mean of a stretch. */
  readonly sustainedClip: number;
  /** Chance, per reading and way of looking, at or below which a reading is an alarm; its score is then 0.5. */
  readonly alarmChance: number;
  readonly pattern: PatternSettings;
  readonly tail: TailSettings;
}

/** How they were chosen, on which series, and what they reach on others: docs/anomaly-detection.md. */
export const ANOMALY_SETTINGS: AnomalySettings = {
  warmUp: { ms: 7 * DAY_MS, readings: 48 },
  level: { ms: 12 * HOUR_MS, readings: 8 },
  slowLevel: { ms: 7 * DAY_MS, readings: 28 },
  sustained: { ms: DAY_MS, readings: 7 },
  memory: { ms: 28 * DAY_MS, readings: 2000 },
  holdOff: { ms: DAY_MS, readings: 6 },
  clip: 3,
  sustainedClip: 10,
  alarmChance: 3e-4,
  pattern: {
    dayGain: 0.1,
    weekGain: 0.1,
    spreadGain: 0.05,
    overallSpreadGain: 0.01,
    borrowedVisits: 5,
    leastSpreadShare: 0.25,
  },
  tail: { outer: 0.1, inner: 0.02, heaviness: 0.25, priorReadings: 100, priorRate: 2 },
};
