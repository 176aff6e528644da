import { describe, expect, it } from '@jest/globals';

import { checkLifecycle } from './check-lifecycle.js';
import type { Lifecycle, Move } from './lifecycle.js';

type AnyMove = Move<string, string, string, string>;

const start: AnyMove = { from: ['draft'], to: 'running', by: ['lead'], gates: ['plan-is-there'] };
const end: AnyMove = { from: ['running'], to: 'same', by: ['lead'], gates: [], becomes: 'closed' };
const PROVIDED = new Map([['plan-is-there', 1]]);

function lifecycle(changes: Partial<Lifecycle<string, string, string, string, string>> = {}) {
  return { stages: ['draft', 'running'], start: 'draft', activeStatus: 'active', moves: { start, end }, ...changes };
}

describe('the check of a lifecycle before it is served', () => {
  it('finds nothing wrong with a sound table', () => {
    expect(checkLifecycle(lifecycle(), PROVIDED)).toEqual([]);
  });

  it('finds a stage that nothing leads to', () => {
    const shelved = {
      stages: ['draft', 'running', 'shelved'],
      moves: { start, end, bury: { ...end, from: ['shelved'] } },
    };
    expect(checkLifecycle(lifecycle(shelved), PROVIDED)).toEqual(['stage "shelved" cannot be reached']);
  });

  it('does not take two stages for reached that only lead to each other', () => {
    const to = (from: string, target: string): AnyMove => ({ ...start, from: [from], to: target });
    const island = {
      stages: ['draft', 'running', 'a', 'b'],
      moves: { start, end, go: to('a', 'b'), back: to('b', 'a') },
    };
    expect(checkLifecycle(lifecycle(island), PROVIDED)).toEqual([
      'stage "a" cannot be reached',
      'stage "b" cannot be reached',
    ]);
  });

  it('finds a target, a start and an origin that do not exist', () => {
    const lost = { moves: { start, end, lose: { ...end, from: ['nowhere'], to: 'limbo' } } };
    expect(checkLifecycle(lifecycle(lost), PROVIDED)).toEqual([
      'move lose names stage "nowhere", which does not exist',
      'move lose names stage "limbo", which does not exist',
    ]);
    expect(checkLifecycle(lifecycle({ start: 'birth' }), PROVIDED)).toContain(
      'start names stage "birth", which does not exist',
    );
  });

  it('finds a stage that cannot be left', () => {
    expect(checkLifecycle(lifecycle({ moves: { start } }), PROVIDED)).toEqual(['stage "running" cannot be left']);
    const standing = { ...end, becomes: undefined };
    expect(checkLifecycle(lifecycle({ moves: { start, end: standing } }), PROVIDED)).toEqual([
      'stage "running" cannot be left',
    ]);
  });

  it('finds a move that starts nowhere, and one that nobody may make', () => {
    const odd = { moves: { start, end, float: { ...end, from: [] }, forbid: { ...end, by: [] } } };
    expect(checkLifecycle(lifecycle(odd), PROVIDED)).toEqual([
      'move float starts nowhere',
      'move forbid may be made by nobody',
    ]);
  });

  it('finds a gate that nobody provides', () => {
    expect(checkLifecycle(lifecycle(), new Map())).toEqual(['gate "plan-is-there" has no provider']);
  });

  it('finds a gate with two providers', () => {
    expect(checkLifecycle(lifecycle(), new Map([['plan-is-there', 2]]))).toEqual([
      'gate "plan-is-there" has two providers',
    ]);
  });

  it('finds a gate that guards no move', () => {
    expect(checkLifecycle(lifecycle(), new Map([...PROVIDED, ['budget-is-there', 1]]))).toEqual([
      'gate "budget-is-there" guards no move',
    ]);
  });

  it('names everything at once', () => {
    const broken = lifecycle({ stages: ['draft', 'running', 'shelved'] });
    expect(checkLifecycle(broken, new Map([['budget-is-there', 1]]))).toEqual([
      'stage "shelved" cannot be reached',
      'stage "shelved" cannot be left',
      'gate "plan-is-there" has no provider',
      'gate "budget-is-there" guards no move',
    ]);
  });
});
