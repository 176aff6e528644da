import { describe, expect, it } from '@jest/globals';

import { inTreeOrder } from './cause-tree.js';

const cause = (id: string, parentId: string | null = null) => ({ id, parentId });
const drawn = (nodes: { id: string; parentId: string | null }[]) =>
  inTreeOrder(nodes).map(({ id, depth }) => `${'-'.repeat(depth)}${id}`);

describe('a tree of causes', () => {
  it('is drawn with every cause right before its children, siblings as they were stated', () => {
    const stated = [
      cause('low conversion'),
      cause('low exposure', 'low conversion'),
      cause('low click rate', 'low conversion'),
      cause('second problem'),
      cause('weak creative', 'low click rate'),
      cause('late budget', 'low exposure'),
      cause('slow page', 'low click rate'),
    ];
    expect(drawn(stated)).toEqual([
      'low conversion',
      '-low exposure',
      '--late budget',
      '-low click rate',
      '--weak creative',
      '--slow page',
      'second problem',
    ]);
  });

  it('is nothing where nothing is stated', () => {
    expect(drawn([])).toEqual([]);
  });

  it('is drawn however deep the whys go', () => {
    const chain = Array.from({ length: 20_000 }, (_, level) => cause(`${level}`, level === 0 ? null : `${level - 1}`));
    expect(inTreeOrder(chain).at(-1)).toMatchObject({ id: '19999', depth: 19_999 });
  });
});
