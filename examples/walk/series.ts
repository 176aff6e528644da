import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '..', '..', '..', 'examples', 'data', 'exchange-2_cpc.csv');

/** The real hourly series as its own CSV: the rows of the days from `from` to `to`, both included. */
export function hourlyCostPerClick(from: string, to: string): string {
  const [header, ...rows] = readFileSync(FILE, 'utf8').trim().split('\n');
  const wanted = rows.filter((row) => row.slice(0, 10) >= from && row.slice(0, 10) <= to);
  return [header, ...wanted].join('\n');
}

/** The same without what the file says twice: where two rows name one hour, the first stays. */
export function withoutRepeatedHours(csv: string): string {
  const seen = new Set<string>();
  return csv
    .split('\n')
    .filter((row) => {
      const hour = row.slice(0, 13);
      return !seen.has(hour) && seen.add(hour);
    })
    .join('\n');
}
