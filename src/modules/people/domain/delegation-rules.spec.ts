import { describe, expect, it } from '@jest/globals';

import { delegationProblems, type Handing } from './delegation-rules.js';

const TODAY = '2026-11-18';
const NEXT_WEEK: Handing = { giverId: 'ana', delegateId: 'ben', fromOn: '2026-11-23', toOn: '2026-11-27' };

function problems(wanted: Partial<Handing>, standing: readonly Handing[] = [], roles = {}): string[] {
  const people = { giver: 'lead', delegate: 'member', ...roles } as const;
  const found = delegationProblems({ ...NEXT_WEEK, ...wanted }, people, standing, TODAY);
  return found.map(({ field, code }) => `${field} ${code}`);
}

describe('handing approvals over', () => {
  it('is fine for a week to come, for today alone, and beside what is handed over on other days', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ fromOn: TODAY, toOn: TODAY })).toEqual([]);
    expect(problems({ fromOn: '2026-11-28', toOn: '2026-11-30' }, [NEXT_WEEK])).toEqual([]);
  });

  it('goes to somebody else, who is no auditor, for days that are not over', () => {
    expect(problems({ delegateId: 'ana' })).toEqual(['delegateId self']);
    expect(problems({}, [], { delegate: 'auditor' })).toEqual(['delegateId auditor']);
    expect(problems({ fromOn: '2026-11-20', toOn: '2026-11-17' })).toEqual(['toOn reversed', 'toOn in_the_past']);
  });

  it('goes to one person at a time, the last day included', () => {
    expect(problems({ delegateId: 'cy', fromOn: '2026-11-27', toOn: '2026-11-30' }, [NEXT_WEEK])).toEqual([
      'fromOn overlap',
    ]);
  });

  it('is not handed on, neither by who holds it nor to who has given his own away', () => {
    expect(problems({ giverId: 'ben', delegateId: 'cy' }, [NEXT_WEEK])).toEqual(['fromOn chain']);
    expect(problems({ giverId: 'cy', delegateId: 'ana' }, [NEXT_WEEK])).toEqual(['delegateId chain']);
  });
});
