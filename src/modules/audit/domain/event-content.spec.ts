import { describe, expect, it } from '@jest/globals';

import { commitmentsOf, type EventContent, withoutTexts } from './event-content.js';

const CONTENT: EventContent = {
  reason: 'Li Na asked for it',
  changes: { title: { from: 'Calls', to: 'Calls of Li Na' }, impact: { from: 1, to: 2 } },
  salt: '0198c0de-0000-4000-8000-000000000001',
  salts: null,
  erased: null,
};

describe('the content of an event', () => {
  it('is committed to field by field, and differently under another salt', () => {
    const commitments = commitmentsOf(CONTENT);
    expect(Object.keys(commitments).sort()).toEqual(['changes.impact', 'changes.title', 'reason']);
    const other = commitmentsOf({ ...CONTENT, salt: '0198c0de-0000-4000-8000-000000000002' });
    expect(Object.values(other).filter((value) => Object.values(commitments).includes(value))).toEqual([]);
  });

  it('keeps its commitments when texts are erased, one after the other', () => {
    const once = withoutTexts(CONTENT, ['reason'], 7);
    const twice = withoutTexts(once, ['changes.title'], 9);
    expect(commitmentsOf(once)).toEqual(commitmentsOf(CONTENT));
    expect(commitmentsOf(twice)).toEqual(commitmentsOf(CONTENT));
    expect(twice).toMatchObject({ reason: null, changes: { impact: { from: 1, to: 2 } }, salt: null });
    expect(Object.keys(twice.salts ?? {})).toEqual(['changes.impact']);
    expect(JSON.stringify(twice)).not.toContain('Li Na');
  });

  it('leaves no salt behind from which an erased text could be guessed', () => {
    const { salt, salts, erased } = withoutTexts(CONTENT, ['reason', 'changes.title', 'changes.impact'], 7);
    expect([salt, salts]).toEqual([null, {}]);
    expect(Object.values(erased ?? {}).map(({ by }) => by)).toEqual([7, 7, 7]);
  });

  it('does not fit any more when what is left is changed', () => {
    const erased = withoutTexts(CONTENT, ['reason'], 7);
    const changed = { ...erased, changes: { ...erased.changes, impact: { from: 1, to: 3 } } };
    expect(commitmentsOf(changed)).not.toEqual(commitmentsOf(CONTENT));
  });
});
