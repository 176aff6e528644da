import type { Localised, MessageParams } from '../text/localised.js';

/** One thing that keeps a gate shut, in words a lead understands. */
export interface UnmetReason {
  /** Stable, for programs: `team-lacks-role`. */
  readonly code: string;
  readonly message: Localised;
  readonly params?: MessageParams;
}

export type GateAnswer = { readonly met: true } | { readonly met: false; readonly reasons: readonly UnmetReason[] };

export const MET: GateAnswer = { met: true };

/** Met when nothing is missing; otherwise everything that is, at once. */
export function metUnless(reasons: readonly UnmetReason[]): GateAnswer {
  return reasons.length === 0 ? MET : { met: false, reasons };
}
