import type { RecordNoun, Severity } from './script.js';

export interface PlannedRecord {
  readonly noun: RecordNoun;
  readonly name: string;
  assignee: string;
  state: 'open' | 'started' | 'blocked' | 'over';
  /** The approval that it waits for. */
  approval: string | null;
}

/** What the plan remembers of an item, so that everything it plans is allowed. */
export interface PlannedState {
  readonly item: string;
  state: 'active' | 'on_hold' | 'over';
  severity: Severity;
  isContained: boolean;
  readonly records: PlannedRecord[];
  /** How many approvals were asked for. */
  asked: number;
  isLinked: boolean;
  /** Its plan waits for an approval. */
  isSubmitted: boolean;
}
