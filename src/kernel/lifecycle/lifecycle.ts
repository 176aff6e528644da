/**
 * A lifecycle as data: which move leads from where to where, who may make it and which facts must hold. The table is
 * generic in its words (stages, statuses, roles, gates), so that the compiler refuses a word that does not exist.
 */
export interface Move<Stage extends string, Status extends string, Role extends string, Gate extends string> {
  readonly from: readonly Stage[];
  /** The stage afterwards; `same` keeps it. */
  readonly to: Stage | 'same';
  /** The statuses in which the move is offered; `active` alone when left out. */
  readonly when?: readonly Status[];
  /** The status afterwards; unchanged when left out. */
  readonly becomes?: Status;
  readonly by: readonly Role[];
  readonly gates: readonly Gate[];
  readonly needsReason?: boolean;
  /** Whether who makes it must sign. */
  readonly needsSignature?: boolean;
  /** What the move counts up beside the stage. */
  readonly counts?: 'loop' | 'cycle';
}

export interface Lifecycle<
  Stage extends string,
  Status extends string,
  Role extends string,
  Gate extends string,
  Name extends string,
> {
  readonly stages: readonly Stage[];
  readonly start: Stage;
  readonly activeStatus: Status;
  readonly moves: Readonly<Record<Name, Move<Stage, Status, Role, Gate>>>;
}

/** Whether the move exists from this stage and status, whoever asks. */
export function isOffered<Stage extends string, Status extends string>(
  move: Move<Stage, Status, string, string>,
  at: { readonly stage: Stage; readonly status: Status },
  activeStatus: Status,
): boolean {
  return move.from.includes(at.stage) && (move.when ?? [activeStatus]).includes(at.status);
}
