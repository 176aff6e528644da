import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventually, insist, move, reach, tooEarly } from '../moves.js';
import { itIsNow, type World } from '../world.js';
import { writeMeasure } from './04-plan.js';

interface Counts {
  readonly cookie_cats: Record<'gate_30' | 'gate_40', { n: number; r7: number }>;
  readonly hillstrom: Record<string, { n: number; visit: number }>;
}

interface PilotView {
  readonly id: string;
  readonly key: string;
  readonly state: string;
}

interface Judged {
  readonly pilotKey: string;
  readonly verdict: string | null;
  readonly controlRate: number;
  readonly variantRate: number;
  readonly z: number;
  readonly pValue: number;
}

const COUNTS = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'data', 'pilot-counts.json'), 'utf8'),
) as Counts;

/** Two real experiments: the first is lost, and only the second opens the way. */
export async function pilots(world: World): Promise<void> {
  const { tell } = world;
  tell.chapter('5  Pilot (试点)');
  await tooEarly(world, 'start_rollout', ['pilot-is-won', 'pilot-is-decided']);
  await overdueTask(world);
  await lostPilot(world);
  await wonPilot(world);
}

/** The member's task runs late; the job notices, both are told, and the flag goes when it is done. */
async function overdueTask(world: World): Promise<void> {
  const { tell, lead, member, item } = world;
  itIsNow(world, '2011-08-17 09:00');
  const late = await eventually('the overdue task to be flagged', async () => {
    const tasks = await lead.get<
      readonly { id: string; title: string; overdueSince: string | null; version: number }[]
    >(`items/${item}/tasks`);
    return tasks.find(({ overdueSince }) => overdueSince !== null);
  });
  const told = async (person: typeof lead) =>
    (await person.get<{ rows: readonly { kind: string }[] }>('/api/v1/me/notifications')).rows.filter(
      ({ kind }) => kind === 'task.overdue',
    );
  for (const person of [lead, member]) {
    const notices = await eventually(`${person.name} to be told`, async () => {
      const found = await told(person);
      return found.length > 0 ? found : undefined;
    });
    insist(notices.length === 1, `${person.name} to be told once`, notices);
  }
  tell.say(`"${late.title}" was due on the 12th: flagged once; the assignee and the owner each got one notice.`);
  const done = await member.change<{ overdueSince: string | null }>('PATCH', `tasks/${late.id}`, {
    status: 'done',
    progress: 100,
  });
  insist(done.overdueSince === null, 'the flag to clear', done);
  tell.say('The member reports it done, and the flag is gone.');
}

async function lostPilot(world: World): Promise<void> {
  const { tell, lead, member, item } = world;
  const { gate_30: control, gate_40: variant } = COUNTS.cookie_cats;
  const [pilot] = await lead.get<readonly PilotView[]>(`items/${item}/pilots`);
  const counts = {
    control: { exposed: control.n, converted: control.r7 },
    variant: { exposed: variant.n, converted: variant.r7 },
    countedOn: '2011-08-16',
  };
  const path = `pilots/${pilot?.id}`;
  await member.change('PUT', `${path}/counts`, { ...counts, confidence: 0.99 }, path, 400);
  tell.say('The member reports the counts. A confidence typed along with them is refused: the referee computes it.');
  await member.change('PUT', `${path}/counts`, counts, path);
  const judged = await lead.act<Judged>(`pilots/${pilot?.id}/judgement`);
  insist(judged.verdict === 'lost', 'the first pilot to be lost', judged);
  tellJudgement(world, judged);
  await tooEarly(world, 'start_rollout', ['pilot-is-won', 'pilot-is-decided']);
  await lead.act(`pilots/${pilot?.id}/decision`, {
    decision: 'adjust',
    reason: 'The later gate loses players. Try a reminder instead.',
  });
  await move(world, 'revise_plan', { stage: 'plan' }, { reason: 'Pilot lost: try a reminder by mail instead.' });
  tell.say('The records of the lost pilot stay; the loop counter says 1.');
}

async function wonPilot(world: World): Promise<void> {
  const { lead, member, item } = world;
  const measures = await lead.get<readonly { id: string; causeId: string; chosen: boolean }[]>(
    `items/${item}/measures`,
  );
  const [first] = measures;
  await member.change('PATCH', `measures/${first?.id}`, { chosen: false });
  await writeMeasure(world, first?.causeId ?? '', 'Remind past buyers by mail');
  await lead.act(`items/${item}/plan-approval`, { note: 'Worth a second try.' });
  const pilot = await lead.create<PilotView>(`items/${item}/pilots`, {
    page: 'Mailing', variables: ['men’s e-mail sent'], controlName: 'no e-mail', variantName: 'men’s e-mail', primaryMetric: 'visit-rate',
    segment: 'all', share: 0.1, variantShare: 0.5, expectedControlRate: 0.106, minimumEffect: 0.02, startsOn: '2011-08-17', plannedDays: 7,
  }); // prettier-ignore
  await move(world, 'start_pilot', { stage: 'pilot' });
  itIsNow(world, '2011-08-24 09:00');
  const control = COUNTS.hillstrom['No E-Mail'];
  const variant = COUNTS.hillstrom['Mens E-Mail'];
  const counts = {
    control: { exposed: control?.n, converted: control?.visit },
    variant: { exposed: variant?.n, converted: variant?.visit },
    countedOn: '2011-08-23',
  };
  await member.change('PUT', `pilots/${pilot.id}/counts`, counts, `pilots/${pilot.id}`);
  const judged = await lead.act<Judged>(`pilots/${pilot.id}/judgement`);
  insist(judged.verdict === 'won', 'the second pilot to be won', judged);
  tellJudgement(world, judged);
  await tooEarly(world, 'start_rollout', ['pilot-is-decided']);
  await lead.act(`pilots/${pilot.id}/decision`, {
    decision: 'roll_out',
    reason: 'Seven in a hundred more visit, and it costs a mail.',
  });
  await reach(world, 'pilot');
  await move(world, 'start_rollout', { stage: 'rollout' });
}

function tellJudgement({ tell }: World, { pilotKey, verdict, controlRate, variantRate, z, pValue }: Judged): void {
  const percent = (rate: number) => `${(rate * 100).toFixed(2)} %`;
  const figures = `z ${z.toFixed(2)}, p ${pValue.toExponential(1)}`;
  tell.say(
    `The referee on ${pilotKey}: ${percent(controlRate)} against ${percent(variantRate)}, ${figures}: ${verdict}.`,
  );
}
