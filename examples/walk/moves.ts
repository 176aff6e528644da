import { NotAsTold } from './narrator.js';
import type { Blocked } from './person.js';
import type { World } from './world.js';

/** Tries a move too early: it must be refused by exactly these gates, and the stage must stay. */
export async function tooEarly(
  world: World,
  name: string,
  gates: readonly string[],
  extra: object = {},
): Promise<void> {
  const { lead, tell, item } = world;
  const before = await lead.get<{ stage: string; version: number }>(`items/${item}`);
  const refusal = await lead.refused<Blocked>(422, 'POST', `items/${item}/transitions`, { name, ...extra });
  const found = [...new Set(refusal.blockers.map(({ gate }) => gate))].sort();
  if (found.join() !== [...gates].sort().join())
    throw new NotAsTold(`${name} to be blocked by ${gates.join(', ')}`, refusal);
  const after = await lead.get<{ stage: string; version: number }>(`items/${item}`);
  if (after.stage !== before.stage || after.version !== before.version) throw new NotAsTold('nothing to change', after);
  tell.say(`The lead tries "${name}" too early. Blocked:`);
  tell.list(refusal.blockers.map(({ message, fix }) => `${message} (${fix.who})`));
}

/** Makes a move that must succeed. */
export async function move(
  world: World,
  name: string,
  to: { stage?: string; status?: string },
  extra: object = {},
): Promise<void> {
  const { lead, tell, item } = world;
  const moved = await lead.act<{ stage: string; status: string; cycle: number }>(`items/${item}/transitions`, {
    name,
    ...extra,
  });
  for (const [field, value] of Object.entries(to)) {
    if (moved[field as 'stage' | 'status'] !== value)
      throw new NotAsTold(`${name} to lead to ${field} ${value}`, moved);
  }
  tell.say(`"${name}": ${item} is in stage ${moved.stage}, ${moved.status}.`);
}

/** Reports the milestone of a stage as reached, on the day it is. */
export async function reach({ lead, item }: World, stage: string): Promise<void> {
  const milestones = await lead.get<readonly { id: string; stage: string }[]>(`items/${item}/milestones`);
  const milestone = milestones.find((one) => one.stage === stage);
  await lead.change('PATCH', `milestones/${milestone?.id}`, { status: 'reached' });
}

/** Waits until what the background jobs owe is there; at most 30 seconds. */
export async function eventually<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new NotAsTold(`${what} within 30 seconds`, null);
}

/** Insists on something the story says. */
export function insist(condition: boolean, told: string, answer: unknown): void {
  if (!condition) throw new NotAsTold(told, answer);
}
