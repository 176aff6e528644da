import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { METRIC, type Rule, RULE, RuleWorld } from '../factories/rule-world.js';
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

interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; code: string; message: string }[];
}

describe('making and changing a rule', () => {
  const path = () => `${rules.workspace.path}/trigger-rules`;
  const refusal = async (body: Record<string, unknown>, headers = {}) =>
    (await rules.lead.http.post<Refusal>(path(), body, headers)).body;
  const rulesInWorkspace = async () =>
    (await rules.lead.http.get<{ rows: Rule[]; nextCursor: string | null }>(path())).body.rows.length;

  it('refuses every bad field at once, and a single period above all', async () => {
    const refused = await refusal({
      name: '', metricCode: '', period: 'year', condition: 'below_mean', percent: 0, baselineFrom: '2026-02-30', baselineTo: 'x', k: 0, m: 61,
      itemTitle: '', itemType: 'x', severity: 'P9', impact: 0, urgency: 4, enabled: 'yes', colour: 1,
    }); // prettier-ignore
    expect(refused.code).toBe('invalid_fields');
    expect(new Set(refused.errors.map(({ field }) => field))).toEqual(
      new Set([
        'name', 'metricCode', 'period', 'condition', 'percent', 'baselineFrom', 'baselineTo', 'k', 'm', 'itemTitle', 'itemType',
        'severity', 'impact', 'urgency', 'enabled', 'colour',
      ]),
    ); // prettier-ignore
    expect(await rulesInWorkspace()).toBe(0);
  });

  it('refuses what does not fit together, in Chinese when asked to', async () => {
    await rules.lead.http.post(`${rules.workspace.path}/metrics`, { ...METRIC, target: null });
    const refused = await refusal({ ...RULE, period: 'hour', k: 4, m: 3, percent: 5 }, { 'accept-language': 'zh-CN' });
    expect(refused.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'k k_beyond_m', 'period not_whole', 'condition no_target', 'percent not_for_target',
    ]); // prettier-ignore
    expect(refused.errors[0]?.message).toBe('不能大于 m(3)');
    expect((await refusal({ ...RULE, metricCode: 'nowhere' })).errors).toMatchObject([
      { field: 'metricCode', code: 'no_metric' },
    ]);
  });

  it('needs five closed periods for a baseline, and freezes their mean', async () => {
    await rules.lead.http.post(`${rules.workspace.path}/metrics`, { ...METRIC, target: null });
    await rules.record({ 1: 10, 2: 12, 3: 14, 4: 16, 18: 99 });
    const rule = {
      ...RULE,
      condition: 'worse_than_baseline',
      percent: 20,
      baselineFrom: '2026-11-01',
      baselineTo: '2026-11-18',
    };
    expect((await refusal(rule)).errors).toMatchObject([{ field: 'baselineTo', code: 'too_few_periods' }]);
    await rules.record({ 5: 18 });
    const made = await rules.lead.http.post<Rule>(path(), rule);
    expect(made.body.baseline).toBe(14);
    await rules.record({ 1: 1000 });
    expect((await rules.show(made.body)).baseline).toBe(14);
    const edited = await rules.lead.http.patch<Rule>(`${path()}/${made.body.id}`, { baselineTo: '2026-11-05' }, 1);
    expect(edited.body).toMatchObject({ baseline: 212, version: 2 });
  });

  it('refuses a baseline of zero, of which no per cent is anything', async () => {
    await rules.lead.http.post(`${rules.workspace.path}/metrics`, METRIC);
    await rules.record({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 });
    const rule = {
      ...RULE,
      condition: 'worse_than_baseline',
      percent: 20,
      baselineFrom: '2026-11-01',
      baselineTo: '2026-11-05',
    };
    expect((await refusal(rule)).errors).toMatchObject([{ code: 'baseline_is_zero' }]);
  });

  it('changes what was read last, and refuses what would not fit afterwards', async () => {
    const rule = await rules.givenRule();
    const at = `${path()}/${rule.id}`;
    expect((await rules.lead.http.patch(at, { k: 2, name: 'Earlier' }, 1)).body).toMatchObject({
      k: 2,
      m: 3,
      name: 'Earlier',
      version: 2,
    });
    expect((await rules.lead.http.patch(at, { k: 3 }, 1)).status).toBe(412);
    expect((await rules.lead.http.call('PATCH', at, { k: 3 })).status).toBe(428);
    expect((await rules.lead.http.patch<Refusal>(at, { m: 2, k: 3 }, 2)).body.errors).toMatchObject([
      { field: 'k', code: 'k_beyond_m' },
    ]);
    expect((await rules.lead.http.patch<Refusal>(at, { name: null, k: null }, 2)).body.errors).toHaveLength(2);
    expect((await rules.lead.http.patch<Refusal>(at, { metricCode: 'x', period: 'week' }, 2)).body.errors).toHaveLength(
      2,
    );
    expect(await rules.show(rule)).toMatchObject({ k: 2, version: 2 });
  });

  it('is for leads; everybody reads, and nobody next door finds anything', async () => {
    const rule = await rules.givenRule();
    for (const role of ['member', 'auditor'] as const) {
      const person = await product.given.person(rules.workspace, role);
      expect((await person.http.post(path(), RULE)).status).toBe(403);
      expect((await person.http.patch(`${path()}/${rule.id}`, { k: 2 }, 1)).status).toBe(403);
      expect((await person.http.get(`${path()}/${rule.id}`)).status).toBe(200);
    }
    const next = await product.given.workspace();
    const stranger = await product.given.person(next, 'admin');
    expect((await stranger.http.get(`${next.path}/trigger-rules/${rule.id}`)).status).toBe(404);
    expect((await stranger.http.patch(`${next.path}/trigger-rules/${rule.id}`, { k: 2 }, 1)).status).toBe(404);
    expect((await stranger.http.get(`${next.path}/trigger-rules/nothing`)).status).toBe(404);
    expect((await stranger.http.get(`${next.path}/trigger-rules`)).body).toEqual({ rows: [], nextCursor: null });
  });

  it('lists rules oldest first, by metric or state, page by page', async () => {
    const first = await rules.givenRule({ name: 'one' });
    await rules.lead.http.post(path(), { ...RULE, name: 'two' });
    await rules.record({ 15: 14, 16: 13, 17: 12 });
    await rules.lead.http.post(path(), { ...RULE, name: 'three', enabled: false });
    const page = await rules.lead.http.get<{ rows: { name: string }[]; nextCursor: string }>(
      `${path()}?limit=2&metricCode=conversion`,
    );
    expect(page.body.rows.map(({ name }) => name)).toEqual(['one', 'two']);
    const rest = await rules.lead.http.get(`${path()}?limit=2&cursor=${page.body.nextCursor}`);
    expect(rest.body).toMatchObject({ rows: [{ name: 'three', itemKey: null }], nextCursor: null });
    const open = await rules.lead.http.get<{ rows: Rule[] }>(`${path()}?state=open`);
    expect(open.body.rows).toMatchObject([{ id: first.id, itemKey: 'CI-202611-001' }, { itemKey: 'CI-202611-002' }]);
    expect((await rules.lead.http.get(`${path()}?cursor=WyJ4Il0`)).status).toBe(400);
  });
});
