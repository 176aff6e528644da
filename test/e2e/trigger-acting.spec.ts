import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { METRIC, type Rule, RuleWorld } from '../factories/rule-world.js';
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

interface Finding {
  kind: string;
  act: string | null;
  fromState: string;
  toState: string;
  statement: string;
  figures: { points: { label: string }[]; limit: number; rule: { version: number }; stable: number };
  metricVersion: number;
  itemKey: string | null;
}
interface Refusal {
  errors: { field: string; code: string; message: string }[];
}

const at = (path: string) => `${rules.workspace.path}/${path}`;
const findings = async ({ id }: Rule): Promise<Finding[]> =>
  (await rules.lead.http.get<{ rows: Finding[] }>(at(`trigger-rules/${id}/findings`))).body.rows;

describe('what a rule does with what it finds', () => {
  it('keeps every change of state with its points, limit, versions and the sentence a lead would say', async () => {
    const rule = await rules.givenRule();
    await rules.record({ 12: 16, 13: 16, 14: 16, 15: 14, 16: 13, 17: 12 });
    const [fired] = await findings(rule);
    expect(fired).toMatchObject({
      kind: 'fired', fromState: 'no_data', toState: 'open', act: 'opened', itemKey: 'CI-202611-001', metricVersion: 1,
      figures: { limit: 15, rule: { version: 1 } },
    }); // prettier-ignore
    expect(fired?.statement.split('\n')).toEqual([
      expect.stringContaining('Conversion was below its target of 15 % on 3 of 3 days, 2026-11-15 – 11-17'),
      expect.stringContaining('转化率在 3 个日中有 3 个低于目标值 15 %'),
    ]);
    const evidence = await rules.evidence();
    expect(evidence[0]?.statement).toBe(fired?.statement);
    const signal = await rules.lead.http.get<{ evidence: unknown[] }>(at('items/CI-202611-001/signal'));
    expect(signal.body.evidence).toEqual([{ ...evidence[0], id: expect.any(String), recordedAt: expect.any(String) }]);
    expect(evidence[0]?.figures).toMatchObject({ limit: 15, rule: { version: 1 }, metric: { version: 1 } });
  });

  it('recovers by a threshold of its own, and reopens within the cool-down the item that was closed', async () => {
    const rule = await rules.givenRule({ settings: { recoveryPeriods: 2, recoveryMargin: 10, coolDownPeriods: 5 } });
    await rules.record({ 11: 14, 12: 14, 13: 14 });
    await rules.record({ 14: 16, 15: 16 });
    expect((await rules.show(rule)).state).toBe('open');
    await rules.record({ 16: 17, 17: 17 });
    expect((await rules.show(rule)).state).toBe('normal');
    await product.sql.query(`UPDATE items SET stage = 'review' WHERE workspace_id = $1`, [rules.workspace.id]);
    await rules.end('closed');
    product.clock.advance({ days: 3 });
    await rules.record({ 18: 14, 19: 14, 20: 14 });
    expect(await rules.items()).toMatchObject([{ key: 'CI-202611-001', status: 'active' }]);
    expect((await findings(rule))[0]).toMatchObject({ kind: 'fired_again', act: 'reopened' });
  });

  it('does not nag about what was dismissed within the cool-down', async () => {
    const rule = await rules.givenRule({ settings: { recoveryPeriods: 1, coolDownPeriods: 10 } });
    await rules.record({ 14: 14, 15: 14, 16: 14 });
    await rules.record({ 17: 16 });
    await rules.end('dismissed');
    product.clock.advance({ days: 3 });
    await rules.record({ 18: 14, 19: 14, 20: 14 });
    expect(await rules.items()).toHaveLength(1);
    expect((await findings(rule))[0]).toMatchObject({ act: 'held_off' });
  });

  it('opens nothing while it is silenced, and opens what still holds afterwards', async () => {
    const rule = await rules.givenRule();
    const silence = { ruleId: rule.id, reason: 'Migration of the shop', endsAt: '2026-11-20T00:00:00+08:00' };
    const made = await rules.lead.http.post<{ id: string }>(at('trigger-silences'), silence);
    expect(made.status).toBe(201);
    expect((await rules.lead.http.get<{ silenced: boolean }>(at(`trigger-rules/${rule.id}`))).body.silenced).toBe(true);
    product.clock.advance({ days: 2 });
    await rules.record({ 16: 14, 17: 14, 18: 14 });
    expect(await rules.items()).toEqual([]);
    expect((await findings(rule))[0]).toMatchObject({ kind: 'fired', act: 'silenced' });
    product.clock.advance({ days: 1 });
    await rules.record({ 19: 14, 20: 14 });
    expect(await rules.items()).toHaveLength(1);
    expect((await rules.lead.http.get<{ rows: unknown[] }>(at('trigger-silences'))).body.rows).toMatchObject([
      { reason: 'Migration of the shop', createdBy: rules.lead.userId },
    ]);
  });

  it('refuses a silence without a sound end or target, and lets its end be moved', async () => {
    const rule = await rules.givenRule();
    const bad = await rules.lead.http.post<Refusal>(
      at('trigger-silences'),
      { ruleId: rule.id, metricCode: 'nowhere', reason: 'x', endsAt: '2020-01-01T00:00:00Z' },
      { 'accept-language': 'zh' },
    );
    expect(bad.body.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'metricCode no_metric', 'metricCode not_beside_rule', 'endsAt ends_early',
    ]); // prettier-ignore
    expect(bad.body.errors[0]?.message).toBe('指标字典中没有该指标');
    expect((await rules.lead.http.post<Refusal>(at('trigger-silences'), {})).body.errors).toHaveLength(2);
    const { body } = await rules.lead.http.post<{ id: string }>(at('trigger-silences'), {
      reason: 'Night', endsAt: '2026-12-01T00:00:00Z',
    }); // prettier-ignore
    expect((await rules.lead.http.patch(at(`trigger-silences/${body.id}`), {}, 2)).status).toBe(412);
    expect((await rules.lead.http.patch(at(`trigger-silences/${body.id}`), {}, 1)).status).toBe(200);
    const member = await product.given.person(rules.workspace, 'member');
    expect(
      (await member.http.post(at('trigger-silences'), { reason: 'x', endsAt: '2026-12-01T00:00:00Z' })).status,
    ).toBe(403);
    const next = await product.given.workspace();
    const stranger = await product.given.person(next, 'lead');
    expect((await stranger.http.patch(`${next.path}/trigger-silences/${body.id}`, {}, 1)).status).toBe(404);
  });

  it('leaves the days of a promotion out, or names it beside the points', async () => {
    const rule = await rules.givenRule();
    const event = { name: 'Double Eleven', kind: 'promotion', fromOn: '2026-11-16', toOn: '2026-11-16' };
    const made = await rules.lead.http.post<{ id: string }>(at('calendar-events'), { ...event, effect: 'exclude' });
    await rules.record({ 14: 16, 15: 14, 16: 13, 17: 12 });
    expect(await rules.items()).toEqual([]);
    expect((await rules.lead.http.call('DELETE', at(`calendar-events/${made.body.id}`), undefined, { 'if-match': '"1"' })).status).toBe(204); // prettier-ignore
    await rules.lead.http.post(at('calendar-events'), event);
    await rules.record({ 17: 11 });
    expect((await rules.evidence())[0]?.statement).toContain('In these days: Double Eleven.');
    expect((await rules.show(rule)).state).toBe('open');
    const backwards = await rules.lead.http.post<Refusal>(at('calendar-events'), {
      ...event,
      toOn: '2026-11-01',
      metricCode: 'x',
    });
    expect(backwards.body.errors).toHaveLength(2);
  });

  it('opens nothing while its parent is open', async () => {
    const parent = await rules.givenRule({ name: 'parent', k: 2, m: 2 });
    const child = await rules.givenRule({ name: 'child', parentRuleId: parent.id });
    await rules.record({ 15: 14, 16: 14, 17: 14 });
    expect((await rules.items()).map(({ title }) => title)).toEqual([expect.stringContaining('2 of 2')]);
    expect((await findings(child))[0]).toMatchObject({ act: 'inhibited' });
    const circle = await rules.lead.http.patch<Refusal>(
      at(`trigger-rules/${parent.id}`),
      { parentRuleId: child.id },
      1,
    );
    expect(circle.body.errors).toMatchObject([{ field: 'parentRuleId', code: 'parent_circle' }]);
  });

  it('judges each day by the target that held on it', async () => {
    const rule = await rules.givenRule();
    const targets = [{ from: '2026-11-16', value: 13 }];
    expect((await rules.lead.http.put(at('metrics/conversion/targets'), { targets }, 1)).status).toBe(200);
    await rules.record({ 14: 14, 15: 14, 16: 14, 17: 14 });
    expect((await rules.show(rule)).state).toBe('pending');
    expect(await rules.items()).toEqual([]);
  });

  it('turns a storm into one digest', async () => {
    const admin = await product.given.person(rules.workspace, 'admin');
    expect((await admin.http.patch(at('settings'), { triggerStormLimit: 2 }, 1)).status).toBe(200);
    for (const name of ['one', 'two', 'three']) await rules.givenRule({ name, enabled: false });
    await rules.record({ 15: 14, 16: 14, 17: 14 });
    await product.sql.query('UPDATE trigger_rules SET enabled = true WHERE workspace_id = $1', [rules.workspace.id]);
    await product.sweep('evaluate-metrics');
    await product.sweep('evaluate-metrics');
    expect((await rules.items()).map(({ title }) => title)).toEqual(['3 rules fired at once']);
    expect(await rules.evidence()).toHaveLength(3);
  });

  it('says once, after its clock hours, that nobody has started on what it opened', async () => {
    await rules.givenRule({ settings: { reactionHours: 48 } });
    await rules.record({ 15: 14, 16: 14, 17: 14 });
    product.clock.advance({ hours: 47 });
    await product.sweep('evaluate-metrics');
    expect(await rules.events()).not.toContain('trigger.reaction_overdue');
    const owed = async () =>
      (await rules.lead.http.get<{ rows: { kind: string; section: string }[] }>('/api/v1/me/work')).body.rows;
    expect((await owed()).map(({ kind }) => kind)).toEqual(['reaction']);
    product.clock.advance({ hours: 2 });
    expect(await owed()).toMatchObject([{ kind: 'reaction', section: 'overdue' }]);
    await product.sweep('evaluate-metrics');
    await product.sweep('evaluate-metrics');
    expect((await rules.events()).filter((type) => type === 'trigger.reaction_overdue')).toHaveLength(1);
    expect(await owed()).toMatchObject([{ kind: 'reaction', section: 'overdue' }]);
    await product.settle();
    const { body } = await rules.lead.http.get<{ rows: { text: string }[] }>('/api/v1/me/notifications');
    expect(body.rows.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Nobody has started on CI-202611-001'),
    );
  });

  it('is in a state of its own when its metric is archived, and says so in both languages', async () => {
    const rule = await rules.givenRule();
    await rules.record({ 16: 16, 17: 16 });
    expect((await rules.lead.http.patch(at('metrics/conversion'), { archived: true }, 1)).status).toBe(200);
    product.clock.advance({ days: 1 });
    await product.sweep('evaluate-metrics');
    const shown = (await rules.lead.http.get<{ state: string; problem: string }>(at(`trigger-rules/${rule.id}`))).body;
    expect(shown).toMatchObject({
      state: 'error',
      problem: expect.stringMatching(/is archived and takes no points any more\.\n.*已归档/),
    });
  });

  it('refuses a chart over a metric without data, and counts what there is', async () => {
    await rules.lead.http.post(at('metrics'), METRIC);
    await rules.record({ 1: 15, 2: 16 });
    const chart = { name: 'Chart', metricCode: METRIC.code, condition: 'control_chart' };
    expect((await rules.lead.http.post<Refusal>(at('trigger-rules'), chart)).body.errors).toMatchObject([
      {
        field: 'settings.baselinePeriods',
        code: 'too_few_periods',
        message: expect.stringContaining('2 closed period(s)'),
      },
    ]);
  });
});

describe('feedback about modules', () => {
  it('opens one item for the module on which it concentrates, and counts a report sent twice once', async () => {
    const rule = { name: 'Complaints', condition: 'feedback_concentration', m: 24, settings: { threshold: 5 } };
    expect((await rules.lead.http.post(at('trigger-rules'), rule)).status).toBe(201);
    const report = (n: number, module: string) => ({
      module, channel: 'complaint', text: `Payment fails (${n})`, externalId: `T-${n}`, reportedAt: '2026-11-18T09:10:00+08:00',
    }); // prettier-ignore
    const reports = [1, 2, 3, 4, 5].map((n) => report(n, 'checkout'));
    const sent = await rules.lead.http.post(at('hooks/feedback'), { reports: [...reports, report(6, 'search')] });
    expect(sent.body).toEqual({ received: 6, inserted: 6 });
    expect((await rules.lead.http.post(at('hooks/feedback'), { reports })).body).toEqual({ received: 5, inserted: 0 });
    await product.settle();
    product.clock.advance({ hours: 1 });
    await product.sweep('evaluate-metrics');
    const items = await product.sql.query<{ module: string; type: string }[]>(
      'SELECT module, type FROM items WHERE workspace_id = $1',
      [rules.workspace.id],
    );
    expect(items).toEqual([{ module: 'checkout', type: 'user_feedback' }]);
    expect((await rules.evidence())[0]?.statement).toContain('5 reports on checkout within 24 hours');
    const bad = await rules.lead.http.post<Refusal>(at('feedback'), { module: '', channel: 'x', text: 'y', score: 11 });
    expect(bad.body.errors).toHaveLength(3);
  });
});

describe('alerts of other systems', () => {
  const alert = (over: object = {}) => ({
    status: 'firing', fingerprint: 'a1', startsAt: '2026-11-18T01:00:00Z', endsAt: '0001-01-01T00:00:00Z',
    labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' },
    annotations: { summary: 'p99 above 3 s' }, generatorURL: 'https://prometheus.example/graph', ...over,
  }); // prettier-ignore
  const send = (alerts: object[], source = 'alertmanager') =>
    rules.lead.http.post<{ opened: string[] } & Refusal>(at(`hooks/${source}`), {
      version: '4', status: 'firing', receiver: 'shewhart', groupKey: '{}', truncatedAlerts: 0, externalURL: 'x', alerts,
    }); // prettier-ignore

  it('open one item each, however often they are sent, and resolve in it', async () => {
    expect((await send([alert()])).body).toMatchObject({ received: 1, opened: ['CI-202611-001'], unchanged: 0 });
    expect((await send([alert()])).body).toMatchObject({ opened: [], unchanged: 1 });
    expect((await send([alert({ status: 'resolved', endsAt: '2026-11-18T01:30:00Z' })])).body).toMatchObject({
      resolved: 1,
    });
    expect((await send([alert({ startsAt: '2026-11-18T01:45:00Z' })])).body).toMatchObject({ opened: [], appended: 1 });
    expect((await rules.evidence()).map(({ statement }) => statement.split(':')[0])).toHaveLength(3);
    expect((await rules.lead.http.get(at('items/CI-202611-001'))).body).toMatchObject({
      title: 'CheckoutSlow', severity: 'P1', module: 'checkout', source: 'alertmanager',
    }); // prettier-ignore
  });

  it('come from Grafana as well, two at once without doubling, and a storm of them is one digest', async () => {
    const both = await Promise.all([send([alert()], 'grafana'), send([alert()], 'grafana')]);
    expect(both.flatMap(({ body }) => body.opened)).toHaveLength(1);
    const storm = Array.from({ length: 11 }, (_, n) => alert({ fingerprint: `s${n}` }));
    expect((await send(storm, 'grafana')).body.opened).toHaveLength(1);
    expect((await rules.items()).map(({ title }) => title)).toEqual(['CheckoutSlow', '11 alerts at once']);
  });

  it('are refused whole when one cannot be read, and taken from nobody without a key', async () => {
    const refused = await send([alert(), alert({ status: 'odd', startsAt: 'yesterday', labels: 'none' })]);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field }) => field)).toEqual([
      'alerts.1.status', 'alerts.1.startsAt', 'alerts.1.labels',
    ]); // prettier-ignore
    expect((await send([])).status).toBe(400);
    expect(await rules.items()).toEqual([]);
    expect((await product.stranger.post(at('hooks/alertmanager'), { alerts: [alert()] })).status).toBe(401);
    const auditor = await product.given.person(rules.workspace, 'auditor');
    expect((await auditor.http.post(at('hooks/grafana'), { alerts: [alert()] })).status).toBe(403);
  });
});
