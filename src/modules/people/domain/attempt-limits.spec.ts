import { describe, expect, it } from '@jest/globals';

import { LIMITS, LOCK_SECONDS, LOCKED_AT, networkOf } from './attempt-limits.js';

describe('the limits on guessing', () => {
  it('let a person mistype four times, then wait longer each time, until the account locks', () => {
    const { waits } = LIMITS.account;
    expect(waits.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(waits[LOCKED_AT - 1]).toBe(LOCK_SECONDS);
    expect(waits).toHaveLength(LOCKED_AT);
    expect([...waits].sort((a, b) => a - b)).toEqual([...waits]);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('take %s for %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});
