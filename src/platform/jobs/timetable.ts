/** Everything the product does by the clock, on one screen. A sweep that is late catches up, since it judges by state. */
export const DEFAULT_TIMETABLE = {
  /** Tasks, milestones and what comes round are flagged past their local due date, each once. */
  'flag-overdue': { everyMs: 60_000 },
  /** Who owes any of these hears of it on the working day before. */
  'remind-before-due': { everyMs: 60 * 60_000 },
  /** What can be approved no more is waited for no more. */
  'lapse-awaited-approvals': { everyMs: 10 * 60_000 },
  /** What stays late is told to the next on the ladder, each step once. */
  'climb-escalations': { everyMs: 60_000 },
  /** News waits for others some minutes, or for the digest of the day, and then goes out in one letter. */
  'post-notification-letters': { everyMs: 30_000 },
  /** What comes round is owed from its lead time on; dates that went by unraised are caught up. */
  'raise-recurring-work': { everyMs: 10 * 60_000 },
  /** Periods close as time passes, also where no point arrives: rules are judged and running watches looked at. */
  'evaluate-metrics': { everyMs: 5 * 60_000 },
  /** What failed for good is told to the admins, all of one run in one notification. */
  'report-failures': { everyMs: 10 * 60_000 },
  /** Committed events of the audit trail are sealed; the interval is how long one may stand unsealed. */
  'seal-audit-trail': { everyMs: 10_000 },
  /** Partitions of metric points are made ahead, and parts of uploads that broke off are removed. */
  'keep-metric-points': { everyMs: 6 * 60 * 60_000 },
  /** Handed-over events, idempotency keys and links that nobody can use any more are removed. */
  'remove-expired': { everyMs: 60 * 60_000 },
  /** Letters, links and counted guesses that nobody needs any more, and with them addresses, are removed. */
  'remove-stale': { everyMs: 6 * 60 * 60_000 },
} as const satisfies Record<string, { readonly everyMs: number }>;

export type SweepName = keyof typeof DEFAULT_TIMETABLE;
/** What is done by the clock in one process; whoever starts the product may leave entries out. */
export type Timetable = { readonly [Name in SweepName]?: { readonly everyMs: number } };
