import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Rule, RuleWorld } from '../factories/rule-world.js';
import { type SpecProduct, startSpecProduct } from '../harness/index.js';

let product: SpecProduct;
let rules: RuleWorld;

beforeAll(async () => {
  product = await startSpecProduct();
});
beforeEach(async () => {
  rules = await RuleWorld.in(product);
});
afterAll(() => product.stop());

describe('a rule over real data: cost per click, hourly, judged by day', () => {
  const lines = readFileSync('examples/data/exchange-2_cpc.csv', 'utf8').trim().split('\n').toSpliced(1305, 1);
  const fileUntil = (time: string) => lines.filter((line) => line < time || line.startsWith('timestamp')).join('\n');

  it('opens one item in the rise of August 2011 and follows it day by day, whatever is sent twice', async () => {
    const http = rules.lead.http;
    product.clock.set(new Date('2011-08-01T10:00:00+08:00'));
    await http.post(`${rules.workspace.path}/metrics`, {
      code: 'cpc', name: 'Cost per click', unit: 'USD', direction: 'down', period: 'hour', aggregation: 'mean',
    }); // prettier-ignore
    const upload = () => {
      const now = new Date(product.clock.now().getTime() + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, 19);
      return http.post(`${rules.workspace.path}/metrics/cpc/points`, fileUntil(now), { 'content-type': 'text/csv' });
    };
    await upload();
    const made = await http.post<Rule>(`${rules.workspace.path}/trigger-rules`, {
      name: 'CPC rises', metricCode: 'cpc', period: 'day', condition: 'worse_than_baseline', percent: 20,
      baselineFrom: '2011-07-05', baselineTo: '2011-07-31',
    }); // prettier-ignore
    expect(made.body.baseline).toBeCloseTo(0.087376, 6);
    const opened: string[] = [];
    for (let day = 2; day <= 15; day += 1) {
      product.clock.advance({ days: 1 });
      await upload();
      await product.settle();
      await Promise.all([product.sweep('evaluate-metrics'), product.sweep('evaluate-metrics')]);
      opened.push(`${day}: ${(await rules.items()).length}`);
    }
    expect(opened).toEqual([
      ...[2, 3, 4, 5, 6, 7].map((day) => `${day}: 0`),
      ...[8, 9, 10, 11, 12, 13, 14, 15].map((day) => `${day}: 1`),
    ]);
    expect(await rules.labels()).toEqual(['05 06 07', '08', '09', '10', '11', '12', '13', '14']);
    const [first] = await rules.evidence();
    expect(first?.figures.limit).toBeCloseTo(0.104851, 6);
    expect(first?.figures.points.map(({ value }) => Number(value.toFixed(4)))).toEqual([0.1052, 0.1128, 0.1113]);
  });
});

describe('an hour that is unusual for its hour of the week, in the passengers of New York taxis', () => {
  // Half-hours to hours: a metric has one point a period.
  const hours = new Map<string, number>();
  for (const line of readFileSync('examples/data/anomalies/nyc_taxi.csv', 'utf8').trim().split('\n').slice(1)) {
    const hour = `${line.slice(0, 13)}:00`;
    hours.set(hour, (hours.get(hour) ?? 0) + Number(line.split(',')[1]));
  }
  const between = (from: string, to: string) =>
    ['timestamp,value', ...[...hours].filter(([hour]) => hour >= from && hour < to).map((row) => row.join(','))].join(
      '\n',
    );

  it('opens one item in the snowstorm of January 2015, as the back-test says, and none on the nights before', async () => {
    const { http } = rules.lead;
    product.clock.set(new Date('2015-01-25T23:30:00+08:00'));
    await http.post(`${rules.workspace.path}/metrics`, {
      code: 'passengers', name: 'Passengers', unit: 'persons', direction: 'up', period: 'hour', aggregation: 'sum',
    }); // prettier-ignore
    const points = `${rules.workspace.path}/metrics/passengers/points`;
    const upload = (from: string, to: string) => http.post(points, between(from, to), { 'content-type': 'text/csv' });
    await upload('2014-12-08', '2015-01-25 23:00');
    const made = await http.post<Rule>(`${rules.workspace.path}/trigger-rules`, {
      name: 'Few passengers', metricCode: 'passengers', condition: 'unusual_for_hour',
    }); // prettier-ignore
    const counts: number[] = [];
    const stops = ['01-26 00:00', '01-26 15:00', '01-26 16:00', '01-26 22:00', '01-28 12:00', '01-30 12:00'];
    for (const [index, stop] of stops.entries()) {
      product.clock.set(new Date(`2015-${stop.replace(' ', 'T')}:10+08:00`));
      await upload(`2015-${stops[index - 1] ?? '01-25 23:00'}`, `2015-${stop}`);
      await product.settle();
      await product.sweep('evaluate-metrics');
      counts.push((await rules.items()).length);
    }
    expect(counts).toEqual([0, 0, 1, 1, 1, 1]);
    expect((await rules.items())[0]?.title).toBe('Passengers is unusually low for the hour');

    const tried = await http.post<{ count: number; items: { period: string; statement: string }[] }>(
      `${rules.workspace.path}/trigger-rules/${made.body.id}/backtest`,
      { from: '2015-01-26', to: '2015-01-30' },
    );
    const [first] = await rules.evidence();
    expect(tried.body).toMatchObject({ count: 1, items: [{ statement: first?.statement }] });
    expect(first?.statement).toContain('Passengers was unusually low for the hour of the week on 2015-01-26 15:00');
  });
});
