import type { PeriodValue } from '../../metrics/index.js';
import type { KeptValue } from '../domain/before-after.js';

/** Values of periods as they are kept beside a verdict: a later correction of a point does not change them. */
export function keep(values: readonly PeriodValue[]): KeptValue[] {
  return values.map(({ start, label, value }) => ({ start: start.toISOString(), label, value }));
}

/** As `keep` writes them: PostgreSQL gives the keys of jsonb back in an order of its own. */
export function asKept(values: readonly KeptValue[]): KeptValue[] {
  return values.map(({ start, label, value }) => ({ start, label, value }));
}
