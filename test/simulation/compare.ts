import type { Notice } from './script.js';

/**
 * What is missing, or there too often, as lines to read; empty when both tell the same to the same people, as often and at
 * the same instants.
 */
export function differences(expected: readonly Notice[], actual: readonly Notice[]): string[] {
  const counts = new Map<string, { expected: number; actual: number }>();
  const countOf = (notice: Notice) => {
    const line = lineOf(notice);
    const count = counts.get(line) ?? { expected: 0, actual: 0 };
    counts.set(line, count);
    return count;
  };
  for (const notice of expected) countOf(notice).expected += 1;
  for (const notice of actual) countOf(notice).actual += 1;
  return [...counts]
    .filter(([, count]) => count.expected !== count.actual)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([line, count]) => `${line}: expected ${count.expected}, told ${count.actual}`);
}

function lineOf({ at, kind, about, whom }: Notice): string {
  return `${about} ${at} ${kind} to ${whom}`;
}
