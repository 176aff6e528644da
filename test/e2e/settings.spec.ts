import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

describe('the thresholds of a workspace', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(() => product.stop());

  it('are changed by an admin who has read them, and the trail keeps what they were', async () => {
    const before = await admin.http.get(workspace.path);
    expect(before.headers.get('etag')).toBe('"1"');
    expect(before.body['settings']).toMatchObject({ pilotMinimumPerArm: 10_000, watchPeriods: 3 });
    const changed = await admin.http.patch(`${workspace.path}/settings`, { pilotMinimumPerArm: 5_000 }, 1);
    expect(changed.body).toMatchObject({ version: 2, settings: { pilotMinimumPerArm: 5_000, watchPeriods: 3 } });
    expect(
      await product.sql.query(
        `SELECT action, actor_id, changes FROM audit_events JOIN audit_contents ON event_id = id
         WHERE audit_events.workspace_id = $1`,
        [workspace.id],
      ),
    ).toEqual([
      {
        action: 'workspace.settings_changed',
        actor_id: admin.userId,
        changes: { pilotMinimumPerArm: { from: 10_000, to: 5_000 } },
      },
    ]);
  });

  it('are not changed by somebody who read an older state, nor by two at once', async () => {
    const path = `${workspace.path}/settings`;
    expect((await admin.http.patch(path, { watchPeriods: 4 }, 1)).status).toBe(412);
    const answers = await Promise.all([4, 5].map((watchPeriods) => admin.http.patch(path, { watchPeriods }, 2)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('are refused out of range, each by its name', async () => {
    const answer = await admin.http.patch(
      `${workspace.path}/settings`,
      {
        pilotMinimumPerArm: 0,
        pilotMinimumDays: 1.5,
        pilotConfidence: 1,
        sampleRatioThreshold: -1,
        rolloutBand: 0,
        colour: 1,
      },
      3,
    );
    expect((answer.body['errors'] as { field: string }[]).map(({ field }) => field).sort()).toEqual(
      ['colour', 'pilotConfidence', 'pilotMinimumDays', 'pilotMinimumPerArm', 'rolloutBand', 'sampleRatioThreshold'],
    ); // prettier-ignore
  });
});
