const TIME =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

export interface RowTime {
  /** Instant in milliseconds; a time without an offset is taken for UTC. */
  readonly at: number;
  /** What the clock on the wall said, written as if it were UTC. */
  readonly local: number;
}

/** Reads `2026-11-23`, `2026-11-23 09:30:00.5` or `2026-11-23T09:30+08:00`; `undefined` for anything else. */
export function readRowTime(text: string): RowTime | undefined {
  const found = TIME.exec(text.trim());
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as Parts;
  const wholeDay = Date.UTC(year, month - 1, day);
  // 31 February would roll over into March.
  const isDate = new Date(wholeDay).getUTCDate() === day && month >= 1 && month <= 12;
  if (!isDate || hour > 23 || minute > 59 || second > 59) return undefined;
  const local = wholeDay + ((hour * 60 + minute) * 60 + second) * 1000 + Number(`0.${found[7] ?? 0}`) * 1000;
  const offset = offsetMs(found[8]);
  return offset === undefined ? undefined : { at: local - offset, local };
}

type Parts = [number, number, number, number, number, number];

function offsetMs(text: string | undefined): number | undefined {
  if (text === undefined || text === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
