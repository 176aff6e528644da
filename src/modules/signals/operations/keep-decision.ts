import { newId, type Tx } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';
import { SignalDecision } from '../persistence/signal-decision.entity.js';
import type { Signal } from '../queries/judge-signal.query.js';

/** How a person has classified an item, and why. */
export type HumanDecision = Pick<SignalDecision, 'decided' | 'reason' | 'decidedBy' | 'decidedAt'>;

/** Keeps a decision beside what was proposed, and what the proposal was made from. */
export async function keepDecision(tx: Tx, item: Item, signal: Signal, human: HumanDecision): Promise<SignalDecision> {
  const decision = tx.create(SignalDecision, {
    ...{ id: newId(), workspaceId: item.workspaceId, itemId: item.id, cycle: item.cycle },
    ...{ metricCode: signal.metric.code, proposed: signal.proposal.proposal, basis: basisOf(signal) },
    ...human,
  });
  await tx.insert(SignalDecision, decision);
  return decision;
}

function basisOf({ metric, period, kind, spread, from, to, points, proposal, locked }: Signal) {
  const { reasons, centre, lower, upper, standing, persistence, season } = proposal;
  return {
    ...{ period, kind, spread, from, to, points, reasons, centre, lower, upper, standing, persistence },
    season: season && { found: season.found, period: season.period, strength: season.strength },
    limitsVersion: locked?.version ?? null,
    metricVersion: metric.definitionVersion,
  };
}
