import { describe, expect, it } from '@jest/globals';

import { gapsIn, type PlannedNode } from './milestone-plan.js';

const STAGES = ['diagnosis', 'plan', 'pilot'] as const;

describe('a time plan', () => {
  it('is whole with one day for each stage in order, two stages on one day included', () => {
    const nodes: PlannedNode[] = [
      { stage: 'diagnosis', dueOn: '2026-11-20' },
      { stage: 'plan', dueOn: '2026-11-20' },
      { stage: 'pilot', dueOn: '2026-12-01' },
    ];
    expect(gapsIn(nodes, STAGES)).toEqual({ missing: [], outOfOrder: [] });
  });

  it('names every stage that has no day', () => {
    expect(gapsIn([{ stage: 'plan', dueOn: '2026-11-20' }], STAGES).missing).toEqual(['diagnosis', 'pilot']);
  });

  it('names every pair that is out of order, neighbours or not', () => {
    const nodes: PlannedNode[] = [
      { stage: 'diagnosis', dueOn: '2026-12-10' },
      { stage: 'plan', dueOn: '2026-12-01' },
      { stage: 'pilot', dueOn: '2026-12-05' },
    ];
    expect(gapsIn(nodes, STAGES).outOfOrder).toEqual([
      { earlier: 'diagnosis', later: 'plan' },
      { earlier: 'diagnosis', later: 'pilot' },
    ]);
  });

  it('measures a stage with several days by its last against the first of the next', () => {
    const nodes: PlannedNode[] = [
      { stage: 'diagnosis', dueOn: '2026-11-20' },
      { stage: 'diagnosis', dueOn: '2026-11-30' },
      { stage: 'plan', dueOn: '2026-11-25' },
      { stage: 'pilot', dueOn: '2026-12-05' },
    ];
    expect(gapsIn(nodes, STAGES).outOfOrder).toEqual([{ earlier: 'diagnosis', later: 'plan' }]);
  });
});
