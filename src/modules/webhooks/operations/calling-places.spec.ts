import { beforeEach, describe, expect, it } from '@jest/globals';

import { CallingPlaces, QUICK_PLACES } from './calling-places.js';

describe('places for calls under way', () => {
  let now = 0;
  let places: CallingPlaces;
  beforeEach(() => {
    now = 0;
    places = new CallingPlaces(() => now);
  });
  const take = (count: number, isFailing = false) =>
    Array.from({ length: count }, (_, n) => places.take({ webhookId: `w${now}-${n}`, isFailing }));

  it('are given back, and free at once', () => {
    const [first] = take(QUICK_PLACES);
    expect([places.room, places.quick]).toEqual([0, QUICK_PLACES]);
    first?.();
    expect([places.room, places.quick]).toEqual([1, QUICK_PLACES - 1]);
  });

  it('are free again beside calls that hang, and whoever is called is called no more meanwhile', () => {
    take(QUICK_PLACES);
    now = 999;
    expect(places.room).toBe(0);
    now = 1_000;
    expect([places.room, places.quick]).toEqual([QUICK_PLACES, 0]);
    expect(places.webhookIds).toHaveLength(QUICK_PLACES);
  });

  it('are never all taken by receivers that are known to fail, however many of them hang', () => {
    for (let second = 0; second < 4; second += 1, now += 1_000) take(QUICK_PLACES, true);
    expect([places.room, places.roomForFailing]).toEqual([QUICK_PLACES, 0]);
    const [first] = take(1, true);
    first?.();
    now += 1_000;
    expect(places.roomForFailing).toBe(0);
  });
});
