import { shifted } from './naive-days.js';
import type { PlannedState } from './planned-state.js';
import type { Seeded } from './seeded.js';
import type { Instant, ItemAct } from './script.js';

/** That an item becomes a P0 on a morning on which some do. */
const EMERGENCY = 0.05;
/** That something is done with a P0 that is not contained, whenever anything is done at all. */
const HURRY = 0.4;
const HOUR_MS = 3_600_000;

export function planEmergency(chances: Seeded, state: PlannedState): ItemAct | undefined {
  if (state.severity === 'P0' || state.isContained || state.state !== 'active') return undefined;
  return chances.chance(EMERGENCY) ? setSeverity(state, 'P0') : undefined;
}

/** What is done about an emergency: mostly it is taken on, contained, or found to be none. */
export function planEmergencyAct(chances: Seeded, state: PlannedState, at: Instant): ItemAct | undefined {
  const { item } = state;
  if (state.severity !== 'P0' || state.isContained || state.state === 'over' || !chances.chance(HURRY))
    return undefined;
  if (state.state === 'on_hold') {
    state.state = 'active';
    return { act: 'resumes', item };
  }
  const act = chances.weighed<'acknowledges' | 'contains' | 'holds' | 'sets_severity'>({
    ...{ acknowledges: 5, contains: 2, holds: 2, sets_severity: 1 },
  });
  switch (act) {
    case 'acknowledges':
      return acknowledged(chances, state, null, at);
    case 'contains':
      state.isContained = true;
      return { act, item };
    case 'holds':
      state.state = 'on_hold';
      return { act, item };
    case 'sets_severity':
      return setSeverity(state, chances.one(['P1', 'P2'] as const));
  }
}

/** @param record null for the containment */
export function acknowledged(
  chances: Seeded,
  { item, severity }: PlannedState,
  record: string | null,
  at: Instant,
): ItemAct {
  const until =
    severity === 'P0'
      ? new Date(Date.parse(at) + chances.whole(1, 30) * HOUR_MS).toISOString()
      : shifted(at.slice(0, 10), chances.whole(1, 8));
  return { act: 'acknowledges', item, record, by: chances.one(['first', 'last'] as const), until };
}

function setSeverity(state: PlannedState, severity: PlannedState['severity']): ItemAct {
  state.severity = severity;
  return { act: 'sets_severity', item: state.item, severity };
}
