import type { Country, Day } from './script.js';

interface PublicDays {
  readonly off: ReadonlySet<Day>;
  /** Worked, although the week says otherwise. */
  readonly work: ReadonlySet<Day>;
}

/** From the first to the last of a month, both included: `('2026-02', 15, 23)`. */
function span(month: string, first: number, last: number): Day[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${month}-${String(first + index).padStart(2, '0')}`);
}

/**
 * The first half of 2026, written down by hand. China: notice 国办发明电〔2025〕7号 of the State Council. Germany: the days
 * that all states have. United States: 5 U.S.C. 6103.
 */
export const PUBLIC_DAYS: Readonly<Record<Country, PublicDays>> = {
  CN: {
    off: new Set([
      ...span('2026-01', 1, 3),
      ...span('2026-02', 15, 23),
      ...span('2026-04', 4, 6),
      ...span('2026-05', 1, 5),
      ...span('2026-06', 19, 21),
    ]),
    work: new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09']),
  },
  DE: {
    off: new Set(['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25']),
    work: new Set(),
  },
  US: {
    off: new Set(['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19']),
    work: new Set(),
  },
};
