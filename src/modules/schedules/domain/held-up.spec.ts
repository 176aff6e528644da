import { describe, expect, it } from '@jest/globals';

import { heldUp, type Holdable, type Holder } from './held-up.js';

const task = (id: string, assigneeId = 'ana'): Holdable => ({ id, assigneeId, isAhead: false });
const milestone = (id: string, assigneeId = 'ana'): Holdable => ({ id, assigneeId, isAhead: true });
const link = (predecessorId: string, successorId: string) => ({ predecessorId, successorId });
const plan = (...givers: string[]): Holder => ({
  id: 'plan',
  recordId: null,
  mayGive: (userId) => givers.includes(userId),
});
const asked = (recordId: string, approver: string): Holder => ({
  id: `of ${recordId}`,
  recordId,
  mayGive: (userId) => userId === approver,
});
const held = (...args: Parameters<typeof heldUp>) => Object.fromEntries(heldUp(...args));

describe('an approval that an item waits for', () => {
  it('holds up the milestones ahead, and no task that waits for none of them', () => {
    expect(held([milestone('M'), task('T')], [], [plan()])).toEqual({ M: ['plan'] });
  });

  it('holds up what depends on them, however far down', () => {
    const links = [link('M', 'T1'), link('T1', 'T2'), link('T3', 'M')];
    const open = [milestone('M'), task('T1'), task('T2'), task('T3')];
    expect(held(open, links, [plan()])).toEqual({ M: ['plan'], T1: ['plan'], T2: ['plan'] });
  });

  it('does not hold up whoever could give it himself, but whoever depends on his work', () => {
    const open = [milestone('M', 'ben'), task('T1', 'ana'), task('T2', 'ben')];
    expect(held(open, [link('M', 'T1'), link('T1', 'T2')], [plan('ben')])).toEqual({ T1: ['plan'] });
  });

  it('holds nobody up through what is finished', () => {
    expect(held([milestone('M'), task('T2')], [link('M', 'done'), link('done', 'T2')], [plan()])).toEqual({
      M: ['plan'],
    });
  });

  it('of which there are two holds up for both', () => {
    const waiver: Holder = { ...plan('ana'), id: 'waiver' };
    expect(held([milestone('M', 'ana'), milestone('N', 'ben')], [], [plan(), waiver])).toEqual({
      M: ['plan'],
      N: ['plan', 'waiver'],
    });
  });
});

describe('an approval that was asked for by name', () => {
  it('holds up what depends on its record, but nothing of the approver’s', () => {
    const open = [task('T'), task('T1'), task('T2', 'ben'), milestone('M')];
    const links = [link('T', 'T1'), link('T', 'T2')];
    expect(held(open, links, [asked('T', 'ben')])).toEqual({ T1: ['of T'] });
  });
});
