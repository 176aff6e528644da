import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { COUNTS, draftPilot, type PilotSeen } from '../factories/pilots.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

describe('a pilot whose item leaves the stage', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  });
  afterAll(() => product.stop());

  it('is stopped, and a pilot designed before that is noticed lives on', async () => {
    const item = await product.given.item(workspace, { stage: 'plan' });
    const first = await draftPilot(lead, workspace, item.key);
    await product.sql.query(`UPDATE items SET stage = 'pilot' WHERE id = $1`, [item.id]);
    const path = (pilot: PilotSeen) => `${workspace.path}/pilots/${pilot.id}`;
    await lead.http.putLatest(`${path(first)}/counts`, COUNTS.tooFew, path(first));
    const revised = await lead.http.post(`${workspace.path}/items/${item.key}/transitions`, {
      name: 'revise_plan',
      reason: 'Another idea',
    });
    expect(revised.status).toBe(200);
    // The clock stands still, as it does for people who are quicker than the job: both pilots are of one instant.
    const second = await draftPilot(lead, workspace, item.key);
    await product.settle();
    expect((await lead.http.get(path(first))).body).toMatchObject({ state: 'stopped' });
    expect((await lead.http.get(path(second))).body).toMatchObject({ state: 'draft', version: 1 });
  });
});
