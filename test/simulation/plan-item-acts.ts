import { shifted, weekdayOf } from './naive-days.js';
import { acknowledged } from './plan-ladder-acts.js';
import type { WaitingAct } from './plan-waiting-acts.js';
import type { PlannedRecord, PlannedState } from './planned-state.js';
import type { Seeded } from './seeded.js';
import type { Day, Instant, ItemAct, PlannedPerson } from './script.js';

/** That something is done with an item within half a day. */
const BUSY = 0.045;
const MOST_RECORDS = 2;

/** What is done about emergencies, and what work waits for, is planned beside these. */
type Kind = Exclude<ItemAct['act'], 'sets_severity' | 'contains' | WaitingAct>;

/** What happens to an item at an instant: most often nothing. */
export function planItemAct(
  chances: Seeded,
  state: PlannedState,
  people: readonly PlannedPerson[],
  at: Instant,
): ItemAct | undefined {
  if (state.state === 'over' || !(chances.chance(BUSY) || state.records.length === 0)) return undefined;
  if (state.state === 'on_hold')
    return moved(state, chances.weighed<'resumes' | 'cancels'>({ resumes: 9, cancels: 1 }));
  const record = state.records.length === 0 ? undefined : chances.one(state.records);
  const mayAdd = state.records.length < MOST_RECORDS;
  const kind = chances.weighed<Kind>({ ...weightsOf(record), adds: mayAdd ? (record ? 3 : 1) : 0 });
  const today = at.slice(0, 10);
  if (kind === 'adds') return added(chances, state, people, today);
  if (kind === 'holds' || kind === 'resumes' || kind === 'cancels') return moved(state, kind);
  if (!record) throw new Error('there is no record to change');
  if (kind === 'acknowledges') return acknowledged(chances, state, record.name, at);
  return changed(chances, state.item, record, kind, people, today);
}

function weightsOf(record: PlannedRecord | undefined): Partial<Record<Kind, number>> {
  if (!record) return {};
  const always = { holds: 2, cancels: 0.3 };
  if (record.state === 'over') return { ...always, reopens: 1 };
  if (record.state === 'blocked') return { ...always, unblocks: 8, gives_to: 1, finishes: 1, acknowledges: 1 };
  const ofTasks = record.noun === 'task' ? { blocks: 3, starts: record.state === 'open' ? 1 : 0 } : {};
  return { ...always, ...ofTasks, puts_to: 4, gives_to: 2, finishes: 3, acknowledges: 5 };
}

function added(
  chances: Seeded,
  { item, records }: PlannedState,
  people: readonly PlannedPerson[],
  today: Day,
): ItemAct {
  const noun = chances.weighed<PlannedRecord['noun']>({ task: 3, milestone: 2 });
  const assignee = chances.one(people).name;
  const dueOn = dueDay(chances, today, chances.chance(0.15) ? -1 : 2, 25);
  const name = `${item}-${noun === 'task' ? 'T' : 'M'}${records.length + 1}`;
  records.push({ noun, name, assignee, state: 'open', approval: null });
  return { act: 'adds', item, noun, record: name, assignee, dueOn };
}

function moved(state: PlannedState, act: 'holds' | 'resumes' | 'cancels'): ItemAct {
  state.state = ({ holds: 'on_hold', resumes: 'active', cancels: 'over' } as const)[act];
  return { act, item: state.item };
}

function changed(
  chances: Seeded,
  item: string,
  record: PlannedRecord,
  act: Exclude<Kind, 'adds' | 'holds' | 'resumes' | 'cancels' | 'acknowledges'>,
  people: readonly PlannedPerson[],
  today: Day,
): ItemAct {
  const { name } = record;
  switch (act) {
    case 'puts_to':
      // Now and then to a day that is past as well.
      return { act, item, record: name, dueOn: dueDay(chances, today, -2, 18) };
    case 'reopens':
      record.state = 'open';
      return { act, item, record: name, dueOn: dueDay(chances, today, 0, 18) };
    case 'gives_to':
      record.assignee = chances.one(people.filter((person) => person.name !== record.assignee)).name;
      return { act, item, record: name, assignee: record.assignee };
    case 'starts':
    case 'blocks':
    case 'unblocks':
    case 'finishes':
      if (act === 'finishes') record.approval = null;
      record.state = ({ starts: 'started', blocks: 'blocked', unblocks: 'started', finishes: 'over' } as const)[act];
      return { act, item, record: name };
  }
}

/** Any day, but a Saturday or Sunday more rarely. */
function dueDay(chances: Seeded, today: Day, least: number, most: number): Day {
  const day = shifted(today, chances.whole(least, most));
  return weekdayOf(day) > 5 && chances.chance(0.7) ? shifted(day, 2) : day;
}
