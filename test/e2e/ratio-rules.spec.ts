import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Counts, RatioWorld } from '../factories/ratio-world.js';
import { METRIC } from '../factories/rule-world.js';
import { type SpecProduct, startSpecProduct } from '../harness/index.js';

interface RuleShown {
  id: string;
  version: number;
  condition: string;
  settings: { chart: string | null; span: number | null; width: number | null; limits: string | null };
  calibration: { sigma: number } | null;
  warnings: string[];
  errors: { field: string; code: string; message: string }[];
}

const FIRST = '2026-10-01';
const DAYS: Counts[] = Array.from({ length: 40 }, (_, i) => [150 + 8 * (i % 5) - 16, 1_000 + 10 * (i % 3)]);
const CHART = { name: 'Shares', metricCode: METRIC.code, condition: 'control_chart' };

describe('a rule on a ratio that is changed to a control chart', () => {
  let product: SpecProduct;
  let world: RatioWorld;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    world = await RatioWorld.in(product);
    path = `${world.workspace.path}/trigger-rules`;
  });
  afterAll(() => product.stop());

  const make = async (body: object = {}) => (await world.lead.http.post<RuleShown>(path, { ...CHART, ...body })).body;
  const change = ({ id, version }: RuleShown, edit: object) =>
    world.lead.http.patch<RuleShown>(`${path}/${id}`, edit, version);

  it('goes on the very chart and limits that a new rule would', async () => {
    await world.record(FIRST, DAYS);
    const target = await make({ condition: 'worse_than_target' });
    const changed = await change(target, { condition: 'control_chart' });
    expect(changed.status).toBe(200);
    const made = await make();
    expect(changed.body.settings).toEqual(made.settings);
    expect(changed.body.settings).toMatchObject({ chart: 'p', span: 8, width: 2.9, limits: 'growing' });
    expect(changed.body.calibration).toEqual(made.calibration);
    expect(changed.body.warnings).toEqual(made.warnings);
  });

  it('goes on the chart that is named, or whose figures are', async () => {
    await world.record(FIRST, DAYS);
    const target = await make({ condition: 'worse_than_target' });
    const named = await change(target, { condition: 'control_chart', settings: { chart: 'xmr' } });
    expect(named.body.settings.chart).toBe('xmr');
    const anew = await change(named.body, { settings: { chart: null } });
    expect(anew.body.settings.chart).toBe('p');
    const back = await change(anew.body, { condition: 'worse_than_target' });
    expect(back.body).toMatchObject({ settings: { chart: null }, calibration: null });
    const weighed = await change(back.body, { condition: 'control_chart', settings: { weight: 0.3 } });
    expect(weighed.body.settings.chart).not.toBe('p');
  });

  it('stays on its chart when something else is changed', async () => {
    await world.record(FIRST, DAYS);
    const made = await make({ settings: { chart: 'moving_average' } });
    expect((await change(made, { settings: { width: 3 } })).body.settings).toMatchObject({
      chart: 'moving_average', width: 3,
    }); // prettier-ignore
  });

  it('goes on watching its segment under another condition', async () => {
    await world.record(FIRST, DAYS);
    const target = await make({ condition: 'worse_than_target', settings: { segment: 'channel=app' } });
    const limit = await change(target, { condition: 'beyond_threshold', settings: { threshold: 12 } });
    expect(limit.body.settings).toMatchObject({ segment: 'channel=app', threshold: 12 });
    const refused = await change(limit.body, { condition: 'control_chart' });
    expect(refused.body.errors).toMatchObject([{ code: 'too_few_periods' }]);
  });

  it('goes on u where there can be more than one, and on a moving average where nothing is counted', async () => {
    await world.record(FIRST, [...DAYS, [1_200, 1_000]]);
    const target = await make({ condition: 'worse_than_target' });
    expect((await change(target, { condition: 'control_chart' })).body.settings.chart).toBe('u');
    await world.record('2026-11-10', [[12.5, 1_000]]);
    const other = await make({ condition: 'worse_than_target' });
    expect((await change(other, { condition: 'control_chart' })).body.settings.chart).toBe('moving_average');
  });

  it('is refused what does not fit, and stays as it was', async () => {
    await world.record(FIRST, DAYS.slice(0, 11));
    const target = await make({ condition: 'worse_than_target' });
    const refused = await change(target, { condition: 'control_chart', percent: 5 });
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ field: 'percent', code: 'not_for_condition' }]]); // prettier-ignore
    const few = await change(target, { condition: 'control_chart' });
    expect(few.body.errors).toMatchObject([{ code: 'too_few_periods' }]);
    const { body } = await world.lead.http.get<RuleShown>(`${path}/${target.id}`);
    expect(body).toMatchObject({ condition: 'worse_than_target', version: target.version });
  });
});
