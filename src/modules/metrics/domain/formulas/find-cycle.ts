/**
 * A way from a metric over what it is computed from back to itself: `['a', 'b', 'a']`.
 *
 * @param operands of every computed metric, by code
 */
export function findCycle(start: string, operands: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  const walk = (code: string, path: readonly string[]): string[] | undefined => {
    for (const next of operands.get(code) ?? []) {
      if (next === start) return [...path, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...path, next]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}
