import { move, tooEarly } from '../moves.js';
import type { World } from '../world.js';

/** One dated milestone for each stage still to come. */
const MILESTONES = [
  { stage: 'diagnosis', title: 'Cause confirmed', dueOn: '2011-08-10' },
  { stage: 'plan', title: 'Plan approved', dueOn: '2011-08-12' },
  { stage: 'pilot', title: 'Pilot judged', dueOn: '2011-08-24' },
  { stage: 'rollout', title: 'Rolled out to all campaigns', dueOn: '2011-08-28' },
  { stage: 'review', title: 'Reviewed and closed', dueOn: '2011-08-31' },
];

/** A team, minutes, a goal in figures, a plan of dates, and a baseline that nobody can move later. */
export async function kickoff(world: World): Promise<void> {
  const { tell, lead, member, auditor, item } = world;
  tell.chapter('2  Kickoff (启动)');
  await tooEarly(world, 'start_diagnosis', [
    'team-is-complete', 'kickoff-minutes-are-complete', 'goal-is-quantified', 'milestones-are-planned',
  ]); // prettier-ignore
  await lead.change('PUT', `items/${item}/team`, {
    members: [
      { userId: lead.userId, role: 'leader', duty: 'Progress, resources, decisions' },
      { userId: member.userId, role: 'data', duty: 'Figures and effect' },
      { userId: member.userId, role: 'execution', duty: 'Carries out the changes' },
      { userId: world.admin.userId, role: 'support', duty: 'Bidding tool' },
    ],
  });
  await lead.change('PUT', `items/${item}/kickoff`, {
    theme: 'Cost per click drifts up', attendees: ['The lead', 'The member', 'The admin'], heldAt: '2011-08-09T10:00:00+08:00',
    place: 'online', problem: 'Cost per click rose by a quarter against late July.', goal: 'Cost per click back to 0.0884 USD.',
    divisionOfWork: 'Lead: decisions. Member: data and execution. Admin: tool.', keyNodes: 'See milestones.',
    resources: 'A slot in the mailing calendar.', resolutions: 'Try one change at a time.',
  }); // prettier-ignore
  const frozen = await lead.create<{ mean: number; periods: number }>(`items/${item}/baseline`, {
    from: '2011-08-02', to: '2011-08-08', period: 'day',
  }); // prettier-ignore
  await lead.change('PATCH', `items/${item}`, {
    goalMetric: 'cpc', goalUnit: 'USD', goalBaseline: Number(frozen.mean.toFixed(4)), goalTarget: 0.0884, goalDate: '2011-09-15',
  }); // prettier-ignore
  for (const milestone of MILESTONES) {
    await lead.create(`items/${item}/milestones`, { ...milestone, assigneeId: lead.userId });
  }
  await auditor.refused(403, 'POST', `items/${item}/transitions`, { name: 'start_diagnosis' });
  tell.say(
    `Team, minutes, milestones and a goal: from ${frozen.mean.toFixed(4)} (frozen) to 0.0884 USD by 15 September.`,
  );
  tell.say('The auditor, who may read everything, may not move it.');
  await move(world, 'start_diagnosis', { stage: 'diagnosis' });
}
