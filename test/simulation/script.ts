/** A day as `2026-02-17`. */
export type Day = string;
/** An instant as `2026-02-17T08:05:00.000Z`. */
export type Instant = string;

export const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/Los_Angeles'] as const;
export type Zone = (typeof ZONES)[number];

export const COUNTRIES = ['CN', 'DE', 'US'] as const;
export type Country = (typeof COUNTRIES)[number];

export interface PlannedPerson {
  readonly name: string;
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
  readonly severity: 'P1' | 'P2';
}

export type RecordNoun = 'task' | 'milestone';

/** Somebody’s days change. */
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
  | { readonly act: 'sets_day'; readonly country: Country; readonly day: Day; readonly kind: 'off' | 'work' };

/** Something happens to an item or to what is owed below it; all by one lead, who owes and owns nothing. */
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
  | { readonly act: 'holds' | 'resumes' | 'cancels' }
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
  /** Whether one of them goes down in the middle of it, and another comes up. */
  readonly restarts: boolean;
}

export type Scene = ActsAt | Look;

export interface Quarter {
  readonly people: readonly PlannedPerson[];
  readonly items: readonly PlannedItem[];
  /** In the order of their instants. */
  readonly scenes: readonly Scene[];
}

export function isLook(scene: Scene): scene is Look {
  return 'restarts' in scene;
}

/** One person told one thing at one instant. */
export interface Notice {
  readonly at: Instant;
  readonly kind: string;
  readonly about: string;
  readonly whom: string;
}
