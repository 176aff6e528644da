import type { Day, PlannedItem, RecordNoun, Severity } from './script.js';

export interface ModelItem extends Omit<PlannedItem, 'severity'> {
  state: 'active' | 'on_hold' | 'over';
  severity: Severity;
  isContained: boolean;
}

export interface ModelRecord {
  readonly noun: RecordNoun;
  readonly name: string;
  readonly item: ModelItem;
  assignee: string;
  dueOn: Day;
  state: 'open' | 'blocked' | 'over';
  /** The day, where who owes it is, on which its clock stopped. */
  stoodSince: Day | null;
  isFlagged: boolean;
  /** The due date that the last reminder named. */
  remindedOf: Day | null;
}

/** What stays late, as the ladder looks at it: a task, a milestone, or the containment of an item, which has its name. */
export interface Subject {
  readonly name: string;
  readonly item: ModelItem;
  /** Null for a containment, which nobody owes but the owner of the item. */
  readonly assignee: string | null;
  /** Its clock. */
  readonly stands: boolean;
}

export function subjectOf({ name, item, assignee, stoodSince }: ModelRecord): Subject {
  return { name, item, assignee, stands: stoodSince !== null || item.state === 'on_hold' };
}

export function containmentOf(item: ModelItem): Subject {
  return { name: item.name, item, assignee: null, stands: item.state === 'on_hold' };
}

export function found<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`nothing is called ${name}`);
  return thing;
}
