import type { PlannedRecord, PlannedState } from './planned-state.js';
import type { Seeded } from './seeded.js';
import type { ItemAct, PlannedPerson } from './script.js';

/** That something begins to wait within half a day, and that what waits is decided. */
const ASKS = 0.05;
const DECIDES = 0.1;

export type WaitingAct = 'asks_for' | 'decides' | 'links' | 'submits_plan' | 'approves_plan';

/** What work waits for: approvals asked for by name, those of a plan, and other work. */
export function planWaitingAct(
  chances: Seeded,
  state: PlannedState,
  people: readonly PlannedPerson[],
): ItemAct | undefined {
  const { item, records } = state;
  if (state.state !== 'active') return undefined;
  const [first, second] = records;
  if (first && second && !state.isLinked) {
    state.isLinked = true;
    return { act: 'links', item, record: first.name, successor: second.name };
  }
  const asked = records.find(({ approval }) => approval !== null);
  if (asked?.approval != null && chances.chance(DECIDES)) return decided(item, asked, asked.approval);
  if (state.isSubmitted && chances.chance(DECIDES)) {
    state.isSubmitted = false;
    return { act: 'approves_plan', item };
  }
  if (!chances.chance(ASKS)) return undefined;
  if (!state.isSubmitted && chances.chance(0.5)) {
    state.isSubmitted = true;
    return { act: 'submits_plan', item };
  }
  return asksFor(chances, state, people);
}

function decided(item: string, record: PlannedRecord, approval: string): ItemAct {
  record.approval = null;
  return { act: 'decides', item, approval, record: record.name };
}

function asksFor(chances: Seeded, state: PlannedState, people: readonly PlannedPerson[]): ItemAct | undefined {
  const free = state.records.filter(({ state: is, approval }) => is !== 'over' && approval === null);
  if (free.length === 0) return undefined;
  const record = chances.one(free);
  const approver = chances.one(people.filter(({ name }) => name !== record.assignee)).name;
  state.asked += 1;
  record.approval = `${state.item}-A${state.asked}`;
  return { act: 'asks_for', item: state.item, approval: record.approval, record: record.name, approver };
}
