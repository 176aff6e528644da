/** A day as `2026-02-17`. */
export type Day = string;
/** An instant as `2026-02-17T08:05:00.000Z`. */
export type Instant = string;

export const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/Los_Angeles'] as const;
export type Zone = (typeof ZONES)[number];

export const COUNTRIES = ['CN', 'DE', 'US'] as const;
export type Country = (typeof COUNTRIES)[number];

export const SEVERITIES = ['P0', 'P1', 'P2'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The steps of the ladder, lowest first. */
export const STEPS = ['assignee', 'owner', 'sponsor', 'unit_head'] as const;
export type Step = (typeof STEPS)[number];

/** What each step waits; a step that is left out is not on the ladder. */
export type Graces = Readonly<Partial<Record<Step, number>>>;

/** A department; the heads are what the ladder ends with. */
export interface PlannedUnit {
  readonly name: string;
  /** The one above it; null at the top. */
  readonly parent: string | null;
  readonly head: string | null;
}

export interface PlannedPerson {
  readonly name: string;
  readonly unit: string;
  readonly zone: Zone;
  /** Whose calendar of the three he follows. */
  readonly country: Country;
  /** ISO weekdays of a part-time week; null for that of the calendar. */
  readonly weekdays: readonly number[] | null;
}

export interface PlannedItem {
  readonly name: string;
  readonly owner: string;
  readonly sponsor: string;
  /** At first. */
  readonly severity: Exclude<Severity, 'P0'>;
}

export type RecordNoun = 'task' | 'milestone';

/** Somebody’s days change, or a ladder does. */
export type PeopleAct =
  | {
      readonly act: 'goes_away';
      readonly absence: string;
      readonly person: string;
      readonly from: Day;
      readonly to: Day;
    }
  | { readonly act: 'stays_after_all'; readonly absence: string; readonly person: string }
  | { readonly act: 'moves'; readonly person: string; readonly zone: Zone }
  | { readonly act: 'sets_day'; readonly country: Country; readonly day: Day; readonly kind: 'off' | 'work' }
  | { readonly act: 'sets_policy'; readonly severity: Severity; readonly graces: Graces };

/**
 * Something happens to an item or to what is owed below it. All is done by one lead, who owes and owns nothing, but
 * acknowledging, and approving a plan, which another admin does: the first is done by somebody whom the open round has told, and is left out where there is nobody.
 */
export type ItemAct = { readonly item: string } & (
  | {
      readonly act: 'adds';
      readonly noun: RecordNoun;
      readonly record: string;
      readonly assignee: string;
      readonly dueOn: Day;
    }
  | { readonly act: 'puts_to'; readonly record: string; readonly dueOn: Day }
  | { readonly act: 'gives_to'; readonly record: string; readonly assignee: string }
  | { readonly act: 'starts' | 'blocks' | 'unblocks' | 'finishes'; readonly record: string }
  | { readonly act: 'reopens'; readonly record: string; readonly dueOn: Day }
  | { readonly act: 'asks_for'; readonly approval: string; readonly record: string; readonly approver: string }
  | { readonly act: 'decides'; readonly approval: string; readonly record: string }
  /** The second waits for the first to be finished. */
  | { readonly act: 'links'; readonly record: string; readonly successor: string }
  | { readonly act: 'submits_plan' | 'approves_plan' }
  | { readonly act: 'holds' | 'resumes' | 'cancels' | 'contains' }
  | { readonly act: 'sets_severity'; readonly severity: Severity }
  | {
      readonly act: 'acknowledges';
      /** Of the item; null for its containment. */
      readonly record: string | null;
      /** Who of those that were told. */
      readonly by: 'first' | 'last';
      /** An instant where the item counts in minutes. */
      readonly until: Day | Instant;
    }
);

/** What happens at one instant: days change first, then at most one thing per item, in any order. */
export interface ActsAt {
  readonly at: Instant;
  readonly people: readonly PeopleAct[];
  readonly items: readonly ItemAct[];
}

/** The workers look what has become due. */
export interface Look {
  readonly at: Instant;
  /** In the middle of which sweeps a worker goes down, and another comes up. */
  readonly restartsIn: 'deadlines' | 'ladder' | null;
}

export type Scene = ActsAt | Look;

export interface Quarter {
  readonly units: readonly PlannedUnit[];
  readonly people: readonly PlannedPerson[];
  readonly items: readonly PlannedItem[];
  /** In the order of their instants. */
  readonly scenes: readonly Scene[];
}

export function isLook(scene: Scene): scene is Look {
  return 'restartsIn' in scene;
}

/** One person told one thing at one instant. */
export interface Notice {
  readonly at: Instant;
  readonly kind: string;
  readonly about: string;
  readonly whom: string;
}
