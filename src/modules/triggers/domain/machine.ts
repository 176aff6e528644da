import type { RuleSettings } from './rule-settings.js';
import type { RuleState } from './rule-words.js';
import type { Calibration } from './series.js';
import type { Verdict } from './strategy.js';

/** How a series behaves around a firing; counts of periods. */
export type Policy = Pick<RuleSettings, 'recoveryPeriods' | 'coolDownPeriods' | 'flapAfter' | 'flapWindow'>;

/** Where a rule stands with a series after a period: all that the next period needs to know, and small enough to keep. */
export interface Machine {
  readonly state: RuleState;
  /** Periods judged so far; distances in time are counted in it. */
  readonly position: number;
  /** Successive quiet periods up to now, and how many there were before the present trouble began. */
  readonly quiet: number;
  readonly stable: number;
  /** Successive healthy periods since the last worse one, while the series is open. */
  readonly healthy: number;
  /** Positions of the newest firings, as far back as flapping looks. */
  readonly firings: readonly number[];
  /** Position at which it last recovered, or at which a person ended its item. */
  readonly recoveredAt: number | null;
  /** A person ended the item before the series had recovered; should he bring it back, the series is open again. */
  readonly ended: boolean;
  /** Limits that grow with quiet periods; null where the rule's own hold. */
  readonly calibration: Calibration | null;
}

/**
 * What a step made happen. `fired`: a new item. `fired_again`: within the cool-down, the same item. `goes_on`: one more
 * worse period. `flapped`: it has fired too often, and what follows is muted. `recovered`. `changed`: another state.
 */
export const MOMENTS = ['fired', 'fired_again', 'flapped', 'goes_on', 'recovered', 'changed'] as const;
export type MomentKind = (typeof MOMENTS)[number];

export interface Step {
  readonly machine: Machine;
  readonly moment: MomentKind | null;
}

export function startMachine(quiet = 0, calibration: Calibration | null = null): Machine {
  return {
    state: 'no_data',
    position: 0,
    quiet,
    stable: quiet,
    healthy: 0,
    firings: [],
    recoveredAt: null,
    ended: false,
    calibration,
  };
}

/** In them the series has an item, or what would be one. */
export function isActive(state: RuleState): boolean {
  return state === 'open' || state === 'recovering' || state === 'flapping';
}

/** The table of section 8, one closed period further. Null: the period has no value, and nothing judges that. */
export function step(before: Machine, verdict: Verdict | null, policy: Policy): Step {
  const machine = { ...before, position: before.position + 1 };
  if (verdict === null) return isActive(machine.state) ? still(machine) : to(machine, 'no_data');
  if (isActive(machine.state)) return stepActive(machine, verdict, policy);
  if (verdict.outcome === 'fires') return fire(machine, policy);
  if (verdict.outcome === 'pending') return to(troubled(machine), 'pending');
  return to({ ...machine, quiet: machine.quiet + 1 }, 'normal');
}

/** A person has ended the item while the series was not well: what was before then is over. */
export function endByHand(machine: Machine): Machine {
  if (!isActive(machine.state)) return machine;
  return { ...machine, state: 'normal', quiet: 0, healthy: 0, recoveredAt: machine.position, ended: true };
}

/** The item that a person had ended is alive again. */
export function resume(machine: Machine): Machine {
  return machine.ended ? { ...machine, state: 'open', ended: false } : machine;
}

function fire(machine: Machine, { coolDownPeriods, flapAfter, flapWindow }: Policy): Step {
  const { position, recoveredAt } = machine;
  const firings = [...machine.firings.filter((earlier) => position - earlier < flapWindow), position];
  const fired = { ...troubled(machine), firings, healthy: 0, ended: false };
  if (firings.length >= flapAfter) return { machine: { ...fired, state: 'flapping' }, moment: 'flapped' };
  const again = recoveredAt !== null && position - recoveredAt <= coolDownPeriods;
  return { machine: { ...fired, state: 'open' }, moment: again ? 'fired_again' : 'fired' };
}

function stepActive(machine: Machine, verdict: Verdict, policy: Policy): Step {
  const { state, position } = machine;
  if (!verdict.healthy) return suffer({ ...machine, healthy: 0 }, verdict);
  const healthy = machine.healthy + 1;
  const settled = state !== 'flapping' || position - (machine.firings.at(-1) ?? 0) >= policy.flapWindow;
  if (healthy >= policy.recoveryPeriods && settled) {
    const recovered = { ...machine, healthy: 0, quiet: healthy, recoveredAt: position, state: 'normal' as const };
    return { machine: recovered, moment: 'recovered' };
  }
  return state === 'open' ? to({ ...machine, healthy }, 'recovering') : still({ ...machine, healthy });
}

/** Flapping is muted: further periods of it are no news. */
function suffer(machine: Machine, { worse }: Verdict): Step {
  if (machine.state === 'flapping') return still(machine);
  if (worse) return { machine: { ...machine, state: 'open' }, moment: 'goes_on' };
  return to(machine, 'open');
}

/** The quiet stretch ends, and is remembered for the sentence. */
function troubled(machine: Machine): Machine {
  return machine.quiet > 0 ? { ...machine, stable: machine.quiet, quiet: 0 } : machine;
}

function to(machine: Machine, state: RuleState): Step {
  return { machine: { ...machine, state }, moment: machine.state === state ? null : 'changed' };
}

function still(machine: Machine): Step {
  return { machine, moment: null };
}
