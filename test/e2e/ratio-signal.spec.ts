import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Counts, RatioWorld } from '../factories/ratio-world.js';
import { METRIC } from '../factories/rule-world.js';
import { type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Shown {
  signal: {
    proposal: string;
    kind: string;
    spread: number;
    reasons: string[];
    notes: string[];
    lower: number;
    upper: number;
    locked: { kind: string; version: number } | null;
  };
}

const FIRST = '2026-10-01';
const NOISE = [8, -11, 3, 14, -6, -2, 10, -13, 5, -8, 1];
/** A thousand orders of ten thousand visits a day, as even as days of a shop are at best. */
const CALM: Counts[] = Array.from({ length: 40 }, (_, i) => [1000 + 2 * (NOISE[i % 11] ?? 0), 10_000]);
const FEW: Counts[] = Array.from({ length: 8 }, () => [7, 100]);

describe('signal or noise, for an item about a ratio', () => {
  let product: SpecProduct;
  let world: RatioWorld;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    world = await RatioWorld.in(product);
    const item = await product.given.item(world.workspace, { goalMetric: METRIC.code, ownerId: world.lead.userId });
    path = `${world.workspace.path}/items/${item.key}/signal`;
  });
  afterAll(() => product.stop());

  const signal = async (locale = 'en') =>
    (await world.lead.http.get<Shown>(path, { 'accept-language': locale })).body.signal;

  it('takes seven orders of a hundred visits for noise, and says by which limits', async () => {
    await world.record(FIRST, [...CALM, ...FEW]);
    const told = await signal();
    expect(told).toMatchObject({ proposal: 'short_term', kind: 'p', spread: 1, locked: null });
    expect(told.reasons).toEqual([
      expect.stringMatching(/^No period of late lies beyond its own limits \(for 100 visits, .* [\d.]+ to [\d.]+ %\)/),
    ]);
    expect(told.upper - told.lower).toBeGreaterThan(15);
    expect(told.notes.join('\n')).toContain('A p chart of orders out of visits');
    expect((await signal('zh-CN')).reasons[0]).toMatch(/visits 为 100/);
  });

  it('calls the same share of many visits structural, and keeps what it judged by beside the decision', async () => {
    await world.record(FIRST, [...CALM, ...FEW.map((): Counts => [700, 10_000])]);
    const told = await signal();
    expect(told.proposal).toBe('structural');
    expect(told.reasons[0]).toMatch(
      /^The level moved for the worse with 2026-11-10, from 10\.?\d* to 7 %, and has stayed for 8 periods\.$/,
    );
    const decision = await world.lead.http.post<{ basis: object }>(
      path,
      { classification: 'structural' },
      { 'if-match': '"1"' },
    );
    expect(decision.body.basis).toMatchObject({ kind: 'p', spread: 1, limitsVersion: null, metricVersion: 1 });
  });

  it('goes by locked limits of the chart that fits, and by no others', async () => {
    await world.record(FIRST, [...CALM, ...FEW]);
    const lock = (kind: string) =>
      world.lead.http.post(`${world.path}/limits`, { kind, from: FIRST, to: '2026-11-09', reason: 'A first baseline' });
    await lock('xmr');
    const without = await signal();
    expect(without).toMatchObject({ kind: 'p', proposal: 'short_term', locked: null });
    expect(without.notes[0]).toMatch(/^Somebody locked xmr limits; they are not used here/);
    await lock('p');
    expect(await signal()).toMatchObject({ proposal: 'short_term', locked: { kind: 'p', version: 1 } });
  });

  it('judges amounts by individuals, as any other metric', async () => {
    await world.record(FIRST, CALM.map((counts) => counts && [counts[0] + 0.5, counts[1]])); // prettier-ignore
    expect(await signal()).toMatchObject({ kind: 'xmr', proposal: 'short_term', spread: 1 });
  });
});
