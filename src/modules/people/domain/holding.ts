import { createHash } from 'node:crypto';

/** What a person can hold in a workspace. Each kind is provided by the module whose records they are. */
export const HOLDING_KINDS = [
  'items_owned',
  'items_sponsored',
  'team_seats',
  'tasks',
  'milestones',
  'rollout_steps',
  'approvals',
  'recurring_rules',
  'recurring_occurrences',
  'units_headed',
  'delegations',
] as const;
export type HoldingKind = (typeof HOLDING_KINDS)[number];

/** One thing that a person holds. */
export interface HeldRecord {
  readonly id: string;
  readonly name: string;
  /** The item it is, or belongs to. */
  readonly itemId: string | null;
  readonly itemKey: string | null;
}

export interface Holding extends HeldRecord {
  readonly kind: HoldingKind;
}

/** What was previewed, in short: any other holding, one more or one less, has another digest. */
export function digestOf(holdings: readonly Holding[]): string {
  const names = holdings.map(({ kind, id }) => `${kind} ${id}`).sort();
  return createHash('sha256').update(names.join('\n')).digest('base64url');
}
