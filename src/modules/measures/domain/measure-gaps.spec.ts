import { describe, expect, it } from '@jest/globals';

import { localise } from '../../../kernel/text/index.js';
import { effortGaps, feasibilityGaps, riskGaps } from './measure-gaps.js';

const marked = { title: 'One-tap claim', technical: 'ready', resources: 'available', risk: 'low' } as const;
const codes = (gaps: readonly { code: string }[]) => gaps.map(({ code }) => code);

describe('the feasibility of a measure', () => {
  it('is marked on three dimensions, each missing mark named', () => {
    expect(codes(feasibilityGaps({ ...marked, technical: null, resources: null, risk: null }))).toEqual([
      'no-technical',
      'no-resources',
      'no-risk',
    ]);
    expect(feasibilityGaps(marked)).toEqual([]);
  });

  it('blocks what is not possible or has no resources, but neither development to do nor high risk', () => {
    expect(codes(feasibilityGaps({ ...marked, technical: 'not_possible', resources: 'not_available' }))).toEqual([
      'not-possible',
      'not-available',
    ]);
    const hard = { ...marked, technical: 'needs_development', resources: 'to_be_coordinated', risk: 'high' } as const;
    expect(feasibilityGaps(hard)).toEqual([]);
  });
});

describe('the effort of a measure', () => {
  it('is people, cost and time, where nothing is an answer and silence is none', () => {
    const title = 'Merge two steps';
    expect(effortGaps({ title, peopleWeeks: 2, cost: 0, leadTimeDays: 30 })).toEqual([]);
    const gaps = effortGaps({ title, peopleWeeks: null, cost: null, leadTimeDays: null });
    expect(codes(gaps)).toEqual(['no-peopleWeeks', 'no-cost', 'no-leadTimeDays']);
    expect(gaps.map(({ message, params }) => localise(message, 'en', params))[2]).toBe(
      'The measure "Merge two steps" lacks: lead time.',
    );
  });
});

describe('the risks of a measure', () => {
  it('are never none', () => {
    expect(codes(riskGaps({ title: 'x', risks: [] }))).toEqual(['no-risk']);
  });

  it('each have a mitigation, and the one without is named', () => {
    const risks = [
      { risk: 'Fraud', mitigation: 'Limit per device' },
      { risk: 'Cost', mitigation: null },
    ];
    const [gap, ...others] = riskGaps({ title: 'One-tap claim', risks });
    expect(others).toEqual([]);
    expect(gap && localise(gap.message, 'zh-CN', gap.params)).toBe('措施“One-tap claim”的风险“Cost”没有应对办法。');
  });
});
