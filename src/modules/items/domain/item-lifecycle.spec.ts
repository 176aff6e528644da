import { describe, expect, it } from '@jest/globals';

import { ALL_STAGES, ALL_STATUSES, LIFECYCLE_TABLE, offers } from '../../../../test/support/lifecycle-table.js';
import { checkLifecycle, isOffered } from '../../../kernel/lifecycle/index.js';
import { ITEM_LIFECYCLE, type ItemMove, stagesAfter, TRANSITION_NAMES } from './item-lifecycle.js';
import { STAGES, STATUSES } from './item-words.js';

const moves: Readonly<Record<string, ItemMove>> = ITEM_LIFECYCLE.moves;

describe('the item lifecycle', () => {
  it('has the seven stages of the manual in their order, and the five statuses', () => {
    expect(STAGES).toEqual(ALL_STAGES);
    expect(STATUSES).toEqual(ALL_STATUSES);
  });

  it('has the transitions of the table and no other', () => {
    expect([...TRANSITION_NAMES].sort()).toEqual(LIFECYCLE_TABLE.map(({ name }) => name).sort());
  });

  it.each(LIFECYCLE_TABLE)('$id $name is offered in exactly the cells of the table', (row) => {
    for (const stage of STAGES) {
      for (const status of STATUSES) {
        const offered = isOffered(moves[row.name] as ItemMove, { stage, status }, ITEM_LIFECYCLE.activeStatus);
        expect({ stage, status, offered }).toEqual({ stage, status, offered: offers(row, stage, status) });
      }
    }
  });

  it.each(LIFECYCLE_TABLE)('$id $name leads where the table says, for whom, past which gates', (row) => {
    const move = moves[row.name] as ItemMove;
    expect(move.to).toBe(row.to === '=' ? 'same' : row.to);
    expect([...move.by].sort()).toEqual([...row.by].sort());
    expect([...move.gates].sort()).toEqual([...row.gates].sort());
    expect(move.needsReason ?? false).toBe(row.reason);
    expect(move.counts).toBe(row.counts.cycle ? 'cycle' : row.counts.loop ? 'loop' : undefined);
    expect(move.becomes ?? 'active').toBe(row.becomes);
  });

  it('can be served once every gate has a provider', () => {
    const gates = new Map(LIFECYCLE_TABLE.flatMap(({ gates }) => gates).map((gate) => [gate, 1]));
    expect(checkLifecycle(ITEM_LIFECYCLE, gates)).toEqual([]);
  });

  it('knows which stages are still to come', () => {
    expect(stagesAfter('plan')).toEqual(['pilot', 'rollout', 'review']);
    expect(stagesAfter('review')).toEqual([]);
  });
});
