import { describe, expect, it } from '@jest/globals';

import { slipIn } from './slip.js';

const LATER = { from: '2026-11-25', to: '2026-12-01' };
const COUNTED = { from: 0, to: 1 };

describe('a slip', () => {
  it('is read from the change of a date to a later one', () => {
    const changes = { dueOn: LATER, slips: COUNTED };
    expect(slipIn({ action: 'task.changed', subjectId: 't', changes })).toEqual({ kind: 'task', id: 't', ...LATER });
    const finish = slipIn({ action: 'item.edited', subjectId: 'i', changes: { plannedFinish: LATER } });
    expect(finish).toEqual({ kind: 'item', id: 'i', ...LATER });
  });

  it.each([
    ['an earlier date', { dueOn: { from: '2026-12-01', to: '2026-11-25' }, slips: COUNTED }],
    ['days given back after a stand', { dueOn: LATER }],
    ['a first date', { dueOn: { from: null, to: '2026-12-01' }, slips: COUNTED }],
    ['something else', { title: { from: 'a', to: 'b' } }],
  ])('is not %s', (_name, changes) => {
    expect(slipIn({ action: 'task.changed', subjectId: 't', changes })).toBeNull();
  });

  it('is no clock that goes on, and no first date of an item', () => {
    expect(slipIn({ action: 'task.clock_resumed', subjectId: 't', changes: { dueOn: LATER } })).toBeNull();
    const first = { plannedFinish: { from: null, to: '2026-12-01' } };
    expect(slipIn({ action: 'item.edited', subjectId: 'i', changes: first })).toBeNull();
  });
});
