import type { Day, PlannedItem, RecordNoun, Severity } from './script.js';

export interface ModelItem extends Omit<PlannedItem, 'severity'> {
  state: 'active' | 'on_hold' | 'over';
  severity: Severity;
  isContained: boolean;
  /** Its plan waits for somebody’s approval. */
  isPlanAwaited: boolean;
  wasApproved: boolean;
}

export interface ModelRecord {
  readonly noun: RecordNoun;
  readonly name: string;
  readonly item: ModelItem;
  assignee: string;
  dueOn: Day;
  state: 'open' | 'blocked' | 'over';
  /** Who was asked to approve it and has not. */
  approver: string | null;
  /** What has to be finished first. */
  after: ModelRecord | null;
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

/**
 * What keeps the clock of a record standing, whatever its item does: itself, or an approval that somebody else owes. A plan
 * is approved by nobody of those who owe anything here.
 */
export function standsFor(
  record: ModelRecord,
): 'blocked' | 'an approval by name' | 'a plan' | 'what comes before' | null {
  const { state, approver, assignee, after } = record;
  if (state === 'blocked') return 'blocked';
  if (approver !== null) return 'an approval by name';
  if (waitsForPlan(record)) return record.noun === 'milestone' ? 'a plan' : 'what comes before';
  if (after === null || after.state === 'over' || after.approver === null) return null;
  return after.approver === assignee ? null : 'what comes before';
}

/** A milestone of a stage that the item has not left, and what depends on one that is open. */
function waitsForPlan({ noun, item, after }: ModelRecord): boolean {
  if (!item.isPlanAwaited) return false;
  return noun === 'milestone' || (after !== null && after.state !== 'over' && waitsForPlan(after));
}
