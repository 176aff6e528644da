import { eventually, insist } from '../moves.js';
import { hourlyCostPerClick } from '../series.js';
import { itIsNow, type World } from '../world.js';

interface History {
  readonly rows: readonly {
    readonly occurredAt: string;
    readonly action: string;
    readonly actorName: string | null;
    readonly actorRole: string;
    readonly reason: string | null;
    readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  }[];
}

/** Closing had to be earned, and has to be kept: the real series goes up again, and the item comes back by itself. */
export async function afterwards(world: World): Promise<void> {
  const { tell, lead, member, auditor, item } = world;
  tell.chapter('8  Afterwards: the watch');
  const watch = await eventually('closing to start a watch', async () => {
    const shown = await lead.get<{ state: string | null }>(`items/${item}/watch`);
    return shown.state === null ? undefined : shown;
  });
  insist(watch.state === 'watching', 'the watch to run', watch);
  itIsNow(world, '2011-09-02 09:00');
  await member.uploadCsv('metrics/cpc/points', hourlyCostPerClick('2011-08-31', '2011-09-01'));
  const reopened = await eventually('the lost gain to reopen the item', async () => {
    const shown = await lead.get<{ status: string; stage: string; cycle: number }>(`items/${item}`);
    return shown.status === 'active' ? shown : undefined;
  });
  insist(reopened.stage === 'kickoff' && reopened.cycle === 2, 'a new cycle from kickoff', reopened);
  tell.say(
    'The first whole day after closing is at 0.1367 USD: the watch is lost, and the item reopens by itself in cycle 2.',
  );

  tell.chapter('The whole history, as the auditor reads it');
  const { rows } = await auditor.get<History>(`items/${item}/history?limit=200`);
  for (const { occurredAt, action, actorName, actorRole, reason, changes } of rows) {
    const moved = changes['transition'] ? ` ${String(changes['transition'].to)}` : '';
    tell.say(`${inShanghai(occurredAt)}  ${action}${moved}  ${actorName ?? actorRole}${reason ? ` — ${reason}` : ''}`);
  }
  const moves = rows
    .filter(({ action }) => action === 'item.stage_advanced')
    .map(({ changes }) => changes['transition']?.to);
  const told = [
    'start_kickoff',
    'start_diagnosis',
    'start_planning',
    'start_pilot',
    'revise_plan',
    'start_pilot',
    'start_rollout',
    'start_review',
    'close',
    'reopen',
  ];
  insist(moves.join() === told.join(), `the moves to be ${told.join(', ')}`, moves);
}

function inShanghai(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}
