import { move, reach, tooEarly } from '../moves.js';
import { itIsNow, type World } from '../world.js';

interface Row {
  readonly id: string;
}

/** Hypotheses, each confirmed or rejected by a named method. */
export async function diagnosis(world: World): Promise<void> {
  const { tell, lead, member, item } = world;
  tell.chapter('3  Diagnosis (诊断)');
  await tooEarly(world, 'start_planning', ['data-sources-are-described', 'cause-tree-is-built', 'cause-is-confirmed']);
  itIsNow(world, '2011-08-10 09:00');
  const source = await member.create<Row>(`items/${item}/data-sources`, {
    name: 'Exchange 2, hourly cost per click', kind: 'campaign', rangeFrom: '2011-07-01', rangeTo: '2011-08-08',
    comparison: 'month_over_month', cleaning: 'One hour of 21 July and one of 8 August missing; no duplicates.',
  }); // prettier-ignore
  const root = await member.create<Row>(`items/${item}/causes`, {
    statement: 'Fewer of those who see us come by themselves', method: 'logic_tree', dataSourceId: source.id, problemModule: 'traffic mix',
  }); // prettier-ignore
  const leaf = await member.create<Row>(`items/${item}/causes`, {
    statement: 'Nobody is reminded between two purchases', method: 'logic_tree', parentId: root.id, dataSourceId: source.id,
  }); // prettier-ignore
  const other = await member.create<Row>(`items/${item}/causes`, {
    statement: 'The exchange raised its floor price', method: 'logic_tree', parentId: root.id, dataSourceId: source.id,
  }); // prettier-ignore
  await tooEarly(world, 'start_planning', ['cause-is-confirmed', 'no-hypothesis-is-open']);
  for (const [cause, share] of [
    [root, 0.6],
    [leaf, 0.45],
  ] as const) {
    await member.change('PATCH', `causes/${cause.id}`, {
      state: 'confirmed', verificationMethod: 'data', evidence: 'Share of direct visits fell as cost rose.', impactShare: share,
    }); // prettier-ignore
  }
  await member.change('PATCH', `causes/${other.id}`, {
    state: 'rejected', verificationMethod: 'interview', evidence: 'The exchange confirmed an unchanged floor.',
  }); // prettier-ignore
  tell.say('Two causes confirmed by data (45 % and 60 % of the loss), one rejected by interview, none left open.');
  await reach(world, 'diagnosis');
  await move(world, 'start_planning', { stage: 'plan' });
  await lead.get(`items/${item}/causes`);
}
