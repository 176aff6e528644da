import { expect } from '@jest/globals';

import { addDays } from '../../src/kernel/time/index.js';
import type { SpecProduct } from '../harness/index.js';
import { METRIC, RuleWorld } from './rule-world.js';

/** What one day counts: so many orders of so many visits; null for a day that nobody recorded. */
export type Counts = readonly [orders: number, visits: number] | null;

/** Orders, visits, and their ratio, the conversion in %, in a workspace of its own. */
export class RatioWorld {
  private constructor(
    private readonly product: SpecProduct,
    readonly rules: RuleWorld,
  ) {}

  static async in(product: SpecProduct): Promise<RatioWorld> {
    const rules = await RuleWorld.in(product);
    const path = `${rules.workspace.path}/metrics`;
    const counted = { ...METRIC, aggregation: 'sum', target: null };
    await rules.lead.http.post(path, { ...counted, code: 'orders', name: 'Orders', unit: 'orders' });
    await rules.lead.http.post(path, { ...counted, code: 'visits', name: 'Visits', unit: 'visits' });
    await rules.lead.http.post(path, { ...METRIC, numerator: 'orders', denominator: 'visits' });
    return new RatioWorld(product, rules);
  }

  get lead() {
    return this.rules.lead;
  }

  get workspace() {
    return this.rules.workspace;
  }

  /** Path of the ratio. */
  get path(): string {
    return `${this.workspace.path}/metrics/${METRIC.code}`;
  }

  /** Days in succession from the first on, and what follows from them. */
  async record(firstDay: string, days: readonly Counts[]): Promise<void> {
    for (const [place, code] of ['orders', 'visits'].entries()) {
      const points = days.flatMap((counts, day) =>
        counts === null ? [] : [{ at: addDays(firstDay, day), value: counts[place] }],
      );
      if (points.length === 0) return;
      const { status } = await this.lead.http.post(`${this.workspace.path}/metrics/${code}/points`, { points });
      expect(status).toBe(200);
    }
    await this.product.settle();
  }
}
