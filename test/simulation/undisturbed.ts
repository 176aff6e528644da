import { type Instant, isLook, type ItemAct, type PeopleAct, type Quarter } from './script.js';

/**
 * Until when the forecast of an item holds: the first instant after `from` at which somebody acts on it, the days of anybody
 * on its ladders change, or those of a whole country, or a ladder itself. What a forecast cannot know, it need not foretell.
 */
export function undisturbedUntil(quarter: Quarter, item: string, from: Instant): Instant | undefined {
  const concerned = peopleOf(quarter, item);
  const disturbs = (act: PeopleAct | ItemAct) => {
    if ('item' in act) return act.item === item;
    return 'person' in act ? concerned.has(act.person) : true;
  };
  const acts = quarter.scenes.filter((scene) => !isLook(scene) && scene.at > from);
  return acts.find((scene) => !isLook(scene) && [...scene.people, ...scene.items].some(disturbs))?.at;
}

/** Everybody who stands on a ladder of an item at any time, and all heads. */
function peopleOf({ items, units, scenes }: Quarter, name: string): ReadonlySet<string | null> {
  const item = items.find((each) => each.name === name);
  const acts = scenes.flatMap((scene) => (isLook(scene) ? [] : scene.items.filter((act) => act.item === name)));
  const assignees = acts.flatMap((act) => ('assignee' in act ? [act.assignee] : []));
  return new Set([item?.owner ?? null, item?.sponsor ?? null, ...assignees, ...units.map(({ head }) => head)]);
}
