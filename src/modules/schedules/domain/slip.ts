import type { LocalDate } from '../../../kernel/time/index.js';

/** What can slip, as the trail names it. */
export const SLIPPING_KINDS = ['item', 'milestone', 'task', 'rollout_step'] as const;
export type SlippingKind = (typeof SLIPPING_KINDS)[number];

/** One promised day put off by a person. */
export interface Slip {
  readonly kind: SlippingKind;
  readonly id: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** An event of the trail, as far as a slip can be read from it. */
export interface TrailedChange {
  readonly action: string;
  readonly subjectId: string;
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown } | undefined>>;
}

/** In which event, and by which field, each kind is put off. */
const SLIPPING = new Map<string, { readonly kind: SlippingKind; readonly field: string; readonly isCounted: boolean }>([
  ['item.edited', { kind: 'item', field: 'plannedFinish', isCounted: false }],
  ['milestone.changed', { kind: 'milestone', field: 'dueOn', isCounted: true }],
  ['task.changed', { kind: 'task', field: 'dueOn', isCounted: true }],
  ['rollout_step.changed', { kind: 'rollout_step', field: 'dueOn', isCounted: false }],
]);

/** The fields that a slip moves. */
export const SLIPPING_FIELDS = [...new Set([...SLIPPING.values()].map(({ field }) => field))];

/**
 * The slip that an event of the trail is; null when it is none. A clock that goes on gives days back, which is nobody's
 * slip: where a record counts its own, a date that moved without being counted has not slipped.
 */
export function slipIn({ action, subjectId, changes }: TrailedChange): Slip | null {
  const slipping = SLIPPING.get(action);
  if (!slipping || (slipping.isCounted && !changes['slips'])) return null;
  const { from, to } = changes[slipping.field] ?? {};
  if (typeof from !== 'string' || typeof to !== 'string' || to <= from) return null;
  return { kind: slipping.kind, id: subjectId, from, to };
}
