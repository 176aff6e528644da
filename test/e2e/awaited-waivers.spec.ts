import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { GivenPlan, WHOLE } from '../factories/given-plan.js';
import { signed } from '../factories/signed.js';
import {
  type GivenPerson,
  type GivenSigner,
  type GivenWorkspace,
  SPEC_NOW,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Dated {
  readonly id: string;
  readonly dueOn: string;
  readonly stoppedOn: string | null;
}

/** Today at the start of each is Wednesday 2026-11-18 in Shanghai; the milestones are due on Friday the 20th. */
describe('a waiver that an item waits for', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenSigner;
  let otherLead: GivenSigner;
  let member: GivenPerson;
  let plan: GivenPlan;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.signer(workspace, 'lead');
    otherLead = await product.given.signer(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    plan = await GivenPlan.in(product, workspace, { lead, otherLead, member });
  });

  const node = async (): Promise<Dated> => {
    const body = { title: 'To be reached', assigneeId: member.userId, dueOn: '2026-11-20', stage: 'plan' };
    return (await lead.http.post<Dated>(`${plan.path}/milestones`, body)).body;
  };
  const shown = async ({ id }: Dated) => (await lead.http.get<Dated>(`${workspace.path}/milestones/${id}`)).body;
  const request = (gate = 'pilot-is-won') =>
    lead.http.post<{ id: string }>(`${plan.path}/waivers`, { gate, reason: 'No time', expiresOn: '2026-11-23' });
  const refuse = (id: string, body: object = { reason: 'There is time' }, who: GivenPerson = otherLead) =>
    who.http.post<{ errors: object[] }>(`${plan.path}/waivers/${id}/refusal`, body);
  const awaited = async () => (await lead.http.get<object[]>(`${plan.path}/awaited-approvals`)).body;

  it('stops the milestones ahead once its gate is the next, until it is approved', async () => {
    const milestone = await node();
    expect((await request('watch-window-is-inside-band')).status).toBe(201);
    expect(await shown(milestone)).toMatchObject({ stoppedOn: null });
    const { body: waiver } = await request();
    expect(await shown(milestone)).toMatchObject({ standsBecause: [{ because: 'waiver_to_approve' }] });
    product.clock.advance({ days: 1 });
    const approval = `${plan.path}/waivers/${waiver.id}/approval`;
    expect((await otherLead.seated.post(approval, signed('approval'))).status).toBe(200);
    expect(await shown(milestone)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-23' });
  });

  it('stops them until it is refused, with a reason, by whoever may approve it', async () => {
    const milestone = await node();
    const { body: waiver } = await request();
    expect((await refuse(waiver.id, { reason: 'No' }, member)).status).toBe(403);
    expect((await refuse(waiver.id, {})).body.errors).toMatchObject([{ field: 'reason' }]);
    product.clock.advance({ days: 1 });
    expect((await refuse(waiver.id)).body).toMatchObject({
      refusedBy: otherLead.userId,
      refusalReason: 'There is time',
    });
    expect((await refuse(waiver.id)).body).toMatchObject({ status: 409, code: 'conflict' });
    const approval = await otherLead.seated.post(`${plan.path}/waivers/${waiver.id}/approval`, signed('approval'));
    expect(approval.status).toBe(409);
    expect(await shown(milestone)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-23' });
    const { body: own } = await request();
    expect((await refuse(own.id, { reason: 'Not needed' }, lead)).status).toBe(200);
    expect(await awaited()).toEqual([]);
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    expect((await refuse(own.id, { reason: 'No' }, stranger)).status).toBe(404);
  });

  it('stops them until its last day is over, however late that is noticed', async () => {
    const milestone = await node();
    await request();
    product.clock.set(new Date('2026-11-25T04:00:00Z'));
    await product.sweep('lapse-awaited-approvals');
    // From the 18th to the 24th, the day after its last.
    expect(await shown(milestone)).toMatchObject({ stoppedOn: null, dueOn: '2026-11-26' });
    await product.sweep('lapse-awaited-approvals');
    expect(await shown(milestone)).toMatchObject({ dueOn: '2026-11-26' });
  });

  it('or a plan leaves nothing standing, whoever writes at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { body: measure } = await plan.write(await plan.proposed(), WHOLE);
      const [given, added] = await Promise.all([plan.approve(otherLead), node(), node()]);
      expect([given.status, (await shown(added)).stoppedOn]).toEqual([200, null]);
      const [one, two] = await Promise.all([request(), request()]);
      expect(await awaited()).toHaveLength(2);
      await Promise.all([refuse(one.body.id), refuse(two.body.id), node()]);
      expect(await awaited()).toEqual([]);
      const milestones = (await lead.http.get<Dated[]>(`${plan.path}/milestones`)).body;
      expect(milestones.filter(({ stoppedOn }) => stoppedOn !== null)).toEqual([]);
      await plan.write(measure, { chosen: false });
    }
  });
});
