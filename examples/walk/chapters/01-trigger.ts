import { eventually, insist, move, tooEarly } from '../moves.js';
import { hourlyCostPerClick } from '../series.js';
import { itIsNow, type World } from '../world.js';

interface Rows {
  readonly rows: readonly { readonly key: string; readonly title: string }[];
}

/** A real metric misbehaves, and the rule opens the item. */
export async function trigger(world: World): Promise<void> {
  const { tell, lead, member } = world;
  tell.chapter('1  Trigger (触发)');
  await lead.create('metrics', {
    code: 'cpc', name: 'Cost per click', nameZh: '单次点击成本', unit: 'USD', direction: 'down', period: 'hour', aggregation: 'mean',
  }); // prettier-ignore
  const upTo4 = hourlyCostPerClick('2011-07-01', '2011-08-04');
  const first = await member.uploadCsv<{ inserted: number }>('metrics/cpc/points', upTo4);
  const again = await member.uploadCsv<{ inserted: number; changed: number }>('metrics/cpc/points', upTo4);
  insist(again.inserted === 0 && again.changed === 0, 'a repeated upload to change nothing', again);
  tell.say(`The member loads ${first.inserted} real hours of cost per click; the same file again changes nothing.`);

  const rule = await lead.create<{ baseline: number }>('trigger-rules', {
    name: 'Cost per click drifts up', metricCode: 'cpc', period: 'day', condition: 'worse_than_baseline', percent: 20,
    baselineFrom: '2011-07-18', baselineTo: '2011-07-30', k: 3, m: 3, itemTitle: 'Cost per click drifts up',
  }); // prettier-ignore
  tell.say(
    `The lead sets a rule: 3 of 3 closed days more than 20 % above the mean of late July (${rule.baseline.toFixed(4)} USD).`,
  );
  const none = await lead.get<Rows>('items');
  insist(none.rows.length === 0, 'no item before the metric misbehaves', none);

  itIsNow(world, '2011-08-09 09:00');
  await member.uploadCsv('metrics/cpc/points', hourlyCostPerClick('2011-08-05', '2011-08-08'));
  const opened = await eventually('the rule to open an item', async () => (await lead.get<Rows>('items')).rows[0]);
  world.item = opened.key;
  const evidence = await lead.get<{ statement: string }[]>(`items/${world.item}/evidence`);
  tell.say(
    `Four more days arrive, and the rule opens ${opened.key} "${opened.title}" with the very points as evidence:`,
  );
  tell.list(evidence.map(({ statement }) => statement));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const one = await lead.get<Rows>('items');
  insist(one.rows.length === 1, 'exactly one item, however often the rule is judged', one);

  await tooEarly(world, 'start_kickoff', ['triage-is-set', 'problem-is-structural', 'owner-is-set']);
  await lead.change('PATCH', `items/${world.item}`, {
    impact: 3, urgency: 2, severity: 'P1', classification: 'structural', ownerId: lead.userId, sponsorId: world.admin.userId,
    scene: 'paid search', module: 'bidding', scopeOfImpact: 'All paid campaigns', plannedFinish: '2011-08-31',
  }); // prettier-ignore
  tell.say('The lead triages it and, looking at the chart, calls it structural.');
  await move(world, 'start_kickoff', { stage: 'kickoff' });
}
