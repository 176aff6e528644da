import { describe, expect, it } from '@jest/globals';

import { verdictProblems } from './cause.js';

const open = { state: 'hypothesis', verificationMethod: null, evidence: null, impactShare: null } as const;
const confirmed = { state: 'confirmed', verificationMethod: 'interview', evidence: '8 of 10 say so', impactShare: 0.32 } as const; // prettier-ignore
const fields = (problems: { field: string }[]) => problems.map(({ field }) => field);

describe('the verdict on a cause', () => {
  it('is confirmed only with method, evidence and share, and all that is missing is told at once', () => {
    expect(fields(verdictProblems(open, { ...open, state: 'confirmed' }, null))).toEqual([
      'verificationMethod',
      'evidence',
      'impactShare',
    ]);
    expect(verdictProblems(open, confirmed, null)).toEqual([]);
  });

  it('is rejected with method and evidence, and explains no share', () => {
    const rejected = { ...confirmed, state: 'rejected', impactShare: null } as const;
    expect(verdictProblems(open, rejected, null)).toEqual([]);
    expect(fields(verdictProblems(open, { ...rejected, evidence: null }, null))).toEqual(['evidence']);
  });

  it('does not lose what it stands on while it stands', () => {
    expect(fields(verdictProblems(confirmed, { ...confirmed, evidence: null }, 'typing error'))).toEqual(['evidence']);
  });

  it('is taken back or overturned for a reason only', () => {
    expect(fields(verdictProblems(confirmed, { ...confirmed, state: 'hypothesis' }, null))).toEqual(['reason']);
    expect(fields(verdictProblems(confirmed, { ...confirmed, state: 'rejected' }, undefined))).toEqual(['reason']);
    expect(verdictProblems(confirmed, { ...confirmed, state: 'hypothesis' }, 'the sample was biased')).toEqual([]);
  });

  it('leaves a hypothesis free to be half written', () => {
    expect(verdictProblems(open, { ...open, evidence: 'two interviews so far' }, null)).toEqual([]);
  });
});
