/** Everything the product does by the clock, on one screen. A sweep that is late catches up, since it judges by state. */
export const DEFAULT_TIMETABLE = {
  /** Handed-over events, idempotency keys and links that nobody can use any more are removed. */
  'remove-expired': { everyMs: 60 * 60_000 },
} as const satisfies Record<string, { readonly everyMs: number }>;

export type SweepName = keyof typeof DEFAULT_TIMETABLE;
export type Timetable = Readonly<Record<SweepName, { readonly everyMs: number }>>;
