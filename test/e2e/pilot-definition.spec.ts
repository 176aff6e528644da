import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { COUNTS, draftPilot } from '../factories/pilots.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface PilotVersions {
  readonly id: string;
  readonly version: number;
  readonly metricVersion: number | null;
  readonly judgedMetricVersion: number | null;
}
interface Judged {
  readonly verdict: string | null;
  readonly definition: {
    earlier: number | null;
    later: number | null;
    changed: boolean | null;
    message: string;
  } | null;
}

describe('the definition of the metric that a pilot is judged by', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let item: Item;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    item = await product.given.item(workspace, { stage: 'plan' });
  });

  const enterConversion = () =>
    lead.http.post(`${workspace.path}/metrics`, {
      code: 'conversion', name: 'Conversion', unit: '%', direction: 'up', period: 'day', aggregation: 'mean',
    }); // prettier-ignore
  const redefine = async (definition: string) => {
    const path = `${workspace.path}/metrics/conversion`;
    const { version } = (await lead.http.get<{ version: number }>(path)).body;
    expect((await lead.http.patch(path, { definition, reason: 'Agreed' }, version)).status).toBe(200);
  };
  const pathOf = ({ id }: { id: string }) => `${workspace.path}/pilots/${id}`;
  const seen = async (pilot: { id: string }) => (await lead.http.get<PilotVersions>(pathOf(pilot))).body;
  const begin = () => product.sql.query("UPDATE items SET stage = 'pilot' WHERE id = $1", [item.id]);
  const count = (pilot: { id: string }) => lead.http.putLatest(`${pathOf(pilot)}/counts`, COUNTS.won, pathOf(pilot));
  const judge = (pilot: { id: string }, headers = {}) =>
    lead.http.post<Judged>(`${pathOf(pilot)}/judgement`, {}, headers);

  it('is the one of the day on which the draft was last written', async () => {
    await enterConversion();
    const pilot = await draftPilot(lead, workspace, item.key);
    expect(await seen(pilot)).toMatchObject({ metricVersion: 1, judgedMetricVersion: null });
    await redefine('Orders by visits');
    expect(await seen(pilot)).toMatchObject({ metricVersion: 1, version: 1 });
    const { body } = await lead.http.patch(pathOf(pilot), { primaryMetric: 'conversion' }, 1);
    expect(body).toMatchObject({ metricVersion: 2, version: 2 });
    const again = await lead.http.patch(pathOf(pilot), { primaryMetric: 'conversion' }, 2);
    expect(again.body).toMatchObject({ metricVersion: 2, version: 2 });
    const history = await lead.http.get<{ rows: { action: string; changes: object }[] }>(
      `${workspace.path}/items/${item.key}/history`,
    );
    const edited = history.body.rows.find(({ action }) => action === 'pilot.design_edited');
    expect(edited?.changes).toEqual({ metricVersion: { from: 1, to: 2 } });
  });

  it('is kept by the verdict, which says that it changed since the design', async () => {
    await enterConversion();
    const pilot = await draftPilot(lead, workspace, item.key);
    await begin();
    await count(pilot);
    await redefine('Orders by visits');
    const standing = await lead.http.get<Judged>(`${pathOf(pilot)}/judgement`);
    expect(standing.body.definition).toEqual({
      metric: 'conversion', earlier: 1, later: 2, changed: true,
      message: 'The definition of conversion changed in between: version 1 at the design, version 2 now.',
    }); // prettier-ignore
    const judged = await judge(pilot, { 'accept-language': 'zh-CN' });
    expect(judged.body).toMatchObject({
      verdict: 'won',
      definition: { changed: true, message: '指标 conversion 的定义其间已变更:设计时为第 1 版,裁定时为第 2 版。' },
    });
    await redefine('Paid orders by visits');
    const kept = await lead.http.get<Judged>(`${pathOf(pilot)}/judgement`, { 'accept-language': 'zh-CN' });
    expect(kept.body).toEqual(judged.body);
    expect(await seen(pilot)).toMatchObject({ metricVersion: 1, judgedMetricVersion: 2 });
    const trail = await lead.http.get<{ rows: { action: string; changes: Record<string, object> }[] }>(
      `${workspace.path}/items/${item.key}/history`,
    );
    const verdict = trail.body.rows.find(({ action }) => action === 'pilot.judged');
    expect(verdict?.changes['judgedMetricVersion']).toEqual({ from: null, to: 2 });
  });

  it('is one and the same when nobody changed it', async () => {
    await enterConversion();
    const pilot = await draftPilot(lead, workspace, item.key);
    await begin();
    await count(pilot);
    expect((await judge(pilot)).body.definition).toMatchObject({
      changed: false,
      message: 'The definition of conversion is the same at the design and at the verdict: version 1.',
    });
  });

  it('is said to be missing where the dictionary did not have the metric', async () => {
    const pilot = await draftPilot(lead, workspace, item.key);
    await begin();
    await count(pilot);
    await enterConversion();
    expect((await judge(pilot)).body.definition).toMatchObject({
      earlier: null,
      changed: null,
      message: 'The definition of conversion is version 1 at the verdict; which it was at the design was not kept.',
    });
    const unnamed = await product.given.item(workspace, { stage: 'plan' });
    const blank = await draftPilot(lead, workspace, unnamed.key, { primaryMetric: null });
    expect((await lead.http.get<Judged>(`${pathOf(blank)}/judgement`)).body.definition).toBeNull();
  });
});
