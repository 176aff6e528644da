import type { LocalDate } from '../../../kernel/time/index.js';
import type { MilestoneStage } from './milestone-stages.js';

/** A milestone that counts: planned or reached. */
export interface PlannedNode {
  readonly stage: MilestoneStage;
  readonly dueOn: LocalDate;
}

export interface PlanGaps {
  /** Stages without a milestone. */
  readonly missing: readonly MilestoneStage[];
  /** Stages of which the earlier one ends after the later one is due for the first time. */
  readonly outOfOrder: readonly { readonly earlier: MilestoneStage; readonly later: MilestoneStage }[];
}

/**
 * What keeps a time plan (M-20: key nodes) from being whole. Equal days are in order: one meeting may end two stages.
 *
 * @param stages in the order in which they come
 */
export function gapsIn(nodes: readonly PlannedNode[], stages: readonly MilestoneStage[]): PlanGaps {
  const spans = stages.map((stage) => ({ stage, days: daysOf(nodes, stage) }));
  const dated = spans.flatMap(({ stage, days: [first, ...rest] }) =>
    first === undefined ? [] : [{ stage, first, last: rest.at(-1) ?? first }],
  );
  return {
    missing: spans.filter(({ days }) => days.length === 0).map(({ stage }) => stage),
    outOfOrder: dated.flatMap((earlier, place) =>
      dated
        .slice(place + 1)
        .filter((later) => earlier.last > later.first)
        .map((later) => ({ earlier: earlier.stage, later: later.stage })),
    ),
  };
}

function daysOf(nodes: readonly PlannedNode[], stage: MilestoneStage): LocalDate[] {
  return nodes
    .filter((node) => node.stage === stage)
    .map(({ dueOn }) => dueOn)
    .sort();
}
