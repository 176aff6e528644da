import { beforeEach, describe, expect, it } from '@jest/globals';

import { SendingPlaces } from './sending-places.js';

describe('places for letters under way', () => {
  let now = 0;
  let places: SendingPlaces;
  beforeEach(() => {
    now = 0;
    places = new SendingPlaces(() => now);
  });
  const take = (count: number, domain: string) =>
    Array.from({ length: count }, (_, n) => places.take(`p${now}-${n}@${domain}`));

  it('are eight, and one that is given back is free at once', () => {
    const [done] = take(8, 'a.test');
    expect(places.room).toBe(0);
    done?.();
    expect(places.room).toBe(1);
  });

  it('are free again beside letters that hang, and their domain gets no more of them', () => {
    take(8, 'Hangs.test');
    now = 1_999;
    expect([places.room, places.stuckDomains]).toEqual([0, []]);
    now = 2_000;
    expect([places.room, places.stuckDomains]).toEqual([8, ['hangs.test']]);
    expect(places.recipients).toHaveLength(8);
  });

  it('belong to a domain again as soon as one of its letters has ended', () => {
    const [first] = take(8, 'hangs.test');
    now = 2_000;
    first?.();
    expect(places.stuckDomains).toEqual([]);
  });

  it('are 32 in all, whatever hangs', () => {
    for (const domain of ['a.test', 'b.test', 'c.test']) {
      take(8, domain);
      now += 2_000;
    }
    expect(places.room).toBe(8);
    take(8, 'd.test');
    now += 2_000;
    expect(places.room).toBe(0);
  });
});
