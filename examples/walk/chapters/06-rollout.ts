import { eventually, move, reach, tooEarly } from '../moves.js';
import { hourlyCostPerClick, withoutRepeatedHours } from '../series.js';
import { itIsNow, type World } from '../world.js';

interface Row {
  readonly id: string;
}

/** To everybody, in steps, and then a look whether the metric keeps still. */
export async function rollout(world: World): Promise<void> {
  const { tell, admin, lead, member, item } = world;
  tell.chapter('6  Rollout (推广)');
  await tooEarly(world, 'start_review', ['rollout-steps-are-done', 'watch-window-is-inside-band']);
  const steps: Row[] = [];
  for (const [scope, dueOn] of [
    ['half of the buyers', '2011-08-24'],
    ['all buyers', '2011-08-25'],
  ] as const) {
    steps.push(
      await lead.create<Row>(`items/${item}/rollout-steps`, {
        title: `Send to ${scope}`,
        scope,
        assigneeId: member.userId,
        dueOn,
      }),
    );
  }
  itIsNow(world, '2011-08-24 20:00');
  for (const step of steps) await member.change('PATCH', `rollout-steps/${step.id}`, { status: 'done' });
  await lead.change('PUT', `items/${item}/watch-window`, {
    metric: 'cpc',
    period: 'day',
    from: '2011-08-25',
    to: '2011-08-27',
  });
  await tooEarly(world, 'start_review', ['watch-window-is-inside-band']);

  itIsNow(world, '2011-08-28 09:00');
  const hours = hourlyCostPerClick('2011-08-09', '2011-08-27');
  const refused = await member.uploadBrokenCsv<{ errors: { field: string; message: string }[] }>(
    'metrics/cpc/points',
    hours,
  );
  tell.say('The real file says one hour twice, with two values. It is refused whole, with the line:');
  tell.list(refused.errors.map(({ field, message }) => `${field}: ${message}`));
  await member.uploadCsv('metrics/cpc/points', withoutRepeatedHours(hours));
  const evidence = await eventually('the open item to be given the newest days', async () => {
    const found = await lead.get<readonly unknown[]>(`items/${item}/evidence`);
    return found.length > 1 ? found : undefined;
  });
  tell.say(
    `Without the repeated line the hours up to 27 August arrive; the open item now has ${evidence.length} pieces of evidence.`,
  );
  await tooEarly(world, 'start_review', ['watch-window-is-inside-band']);
  const workspace = '/api/v1/workspaces/walk';
  await admin.change('PATCH', `${workspace}/settings`, { rolloutBand: 0.05 }, workspace);
  tell.say('Three per cent is too narrow for so small a market: the admin widens the band to 5 %, on the record.');
  await reach(world, 'rollout');
  await move(world, 'start_review', { stage: 'review' });
}
