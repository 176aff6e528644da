import { type Better, type KeptValue, reaches } from './before-after.js';

/**
 * A watch runs from closing until it has held for its periods or lost one; it is stopped when somebody reopens the item
 * while it runs.
 */
export const WATCH_STATES = ['watching', 'held', 'lost', 'stopped'] as const;
export type WatchState = (typeof WATCH_STATES)[number];

export interface WatchBand {
  readonly better: Better;
  /** The bound that a period must reach, in the metric's unit. */
  readonly bound: number;
  /** Closed periods that must reach it. */
  readonly needed: number;
}

export interface WatchedPeriod extends KeptValue {
  readonly inside: boolean;
}

export interface WatchVerdict {
  readonly state: 'watching' | 'held' | 'lost';
  readonly periods: readonly WatchedPeriod[];
}

/** Half of what was won must stay: the middle between the frozen baseline and the mean after (docs/decisions/0005). */
export function boundBetween(before: number, after: number): number {
  return before + (after - before) / 2;
}

/**
 * Judges the first `needed` closed periods after closing; what came later belongs to the next watch, however late this
 * is asked.
 *
 * @param values oldest first
 */
export function judgeWatch(values: readonly KeptValue[], { better, bound, needed }: WatchBand): WatchVerdict {
  const periods = values
    .slice(0, needed)
    .map(({ start, label, value }) => ({ start, label, value, inside: reaches(value, bound, better) }));
  if (periods.some(({ inside }) => !inside)) return { state: 'lost', periods };
  return { state: periods.length === needed ? 'held' : 'watching', periods };
}
