import { insist, move, reach, tooEarly } from '../moves.js';
import type { World } from '../world.js';

interface Row {
  readonly id: string;
}

const PLAN_GATES = [
  'measures-address-confirmed-causes', 'feasibility-is-marked', 'effort-is-estimated', 'risks-are-mitigated',
  'effect-is-expected', 'plan-is-approved',
]; // prettier-ignore

/** The day-7 retention of Cookie Cats with its first gate at level 30 against level 40. */
const FIRST_PILOT = {
  page: 'First gate', variables: ['level of the first gate'], controlName: 'gate at level 30', variantName: 'gate at level 40',
  primaryMetric: 'retention-day-7', segment: 'all', share: 0.1, variantShare: 0.5, expectedControlRate: 0.19, minimumEffect: 0.01,
  startsOn: '2011-08-10', plannedDays: 7,
}; // prettier-ignore

/** A measure that answers a confirmed cause, costed, and approved by somebody else. */
export async function plan(world: World): Promise<void> {
  const { tell, lead, member, item } = world;
  tell.chapter('4  Plan (方案)');
  const refusedBy = ['measures-address-confirmed-causes', 'plan-is-approved', 'pilot-is-designed'];
  await tooEarly(world, 'start_pilot', await gatesOf(world, 'start_pilot', refusedBy));
  const causes = await lead.get<readonly { id: string; state: string }[]>(`items/${item}/causes`);
  const confirmed = causes.find(({ state }) => state === 'confirmed');
  await writeMeasure(world, confirmed?.id ?? '', 'Let players come further before the first gate');
  await member.refused(403, 'POST', `items/${item}/plan-approval`, {});
  await lead.act(`items/${item}/plan-approval`, { note: 'Small, reversible, answers a confirmed cause.' });
  tell.say('The member wrote the measure; the lead, not its author, approved it.');
  await lead.create<Row>(`items/${item}/pilots`, FIRST_PILOT);
  await member.refused(403, 'POST', `items/${item}/tasks`, {
    title: 'Do it for me',
    assigneeId: lead.userId,
    dueOn: '2011-08-12',
  });
  await lead.create(`items/${item}/tasks`, {
    title: 'Note what players say about the gate',
    assigneeId: member.userId,
    dueOn: '2011-08-12',
  });
  await reach(world, 'plan');
  await move(world, 'start_pilot', { stage: 'pilot' });
}

/** Writes one whole measure and chooses it. */
export async function writeMeasure({ member, item }: World, causeId: string, title: string): Promise<void> {
  const measure = await member.create<Row>(`items/${item}/measures`, {
    causeId,
    title,
    description: `${title}, for a tenth of the users first.`,
  });
  await member.change('PATCH', `measures/${measure.id}`, {
    technical: 'ready', resources: 'available', risk: 'low', peopleWeeks: 2, cost: 1500, leadTimeDays: 7,
    risks: [{ risk: 'Some like it less', mitigation: 'Ten per cent of users only, and back within an hour' }],
    expectedEffect: 'More people come back by themselves, so fewer clicks are bought.',
  }); // prettier-ignore
}

/** The gates that a move is blocked by now: what "What is missing?" shows; those named must be among them. */
async function gatesOf({ lead, item }: World, name: string, among: readonly string[]): Promise<string[]> {
  const moves = await lead.get<readonly { name: string; blockers: readonly { gate: string }[] }[]>(
    `items/${item}/transitions`,
  );
  const gates = [...new Set(moves.find((offered) => offered.name === name)?.blockers.map(({ gate }) => gate))];
  insist(
    among.every((gate) => gates.includes(gate)),
    `${name} to be blocked by ${among.join(', ')}`,
    gates,
  );
  insist(
    gates.every((gate) => [...PLAN_GATES, 'pilot-is-designed', 'pilot-does-not-clash'].includes(gate)),
    'no other gates',
    gates,
  );
  return gates;
}
