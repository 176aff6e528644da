import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isQuiet, nextDigest, outsideQuiet } from './quiet-hours.js';

const at = (text: string) => new Date(text);
const NIGHT = { from: '22:00', until: '07:00' };

describe('quiet hours', () => {
  it.each([
    ['2026-11-18T13:59:00Z', false],
    ['2026-11-18T14:00:00Z', true],
    ['2026-11-18T16:00:00Z', true],
    ['2026-11-18T22:59:00Z', true],
    ['2026-11-18T23:00:00Z', false],
  ])('over midnight in Shanghai: %s is quiet: %s', (instant, quiet) => {
    expect(isQuiet(at(instant), NIGHT, 'Asia/Shanghai')).toBe(quiet);
  });

  it('within a day end on that day', () => {
    const noon = { from: '12:00', until: '13:30' };
    expect(outsideQuiet(at('2026-11-18T04:10:00Z'), noon, 'Asia/Shanghai')).toEqual(at('2026-11-18T05:30:00Z'));
    expect(outsideQuiet(at('2026-11-18T05:30:00Z'), noon, 'Asia/Shanghai')).toEqual(at('2026-11-18T05:30:00Z'));
  });

  it('end by the clock on the wall, an hour sooner or later when the clocks change in the night', () => {
    expect(outsideQuiet(at('2026-03-28T21:30:00Z'), NIGHT, 'Europe/Berlin')).toEqual(at('2026-03-29T05:00:00Z'));
    expect(outsideQuiet(at('2026-10-24T20:30:00Z'), NIGHT, 'Europe/Berlin')).toEqual(at('2026-10-25T06:00:00Z'));
  });

  it('that end within the hour that comes twice hold nothing back for a day', () => {
    const short = { from: '01:00', until: '02:30' };
    expect(outsideQuiet(at('2026-10-25T01:10:00Z'), short, 'Europe/Berlin')).toEqual(at('2026-10-25T01:30:00Z'));
  });

  it('never hold back more than a day and a change of clocks, and what they let go is not quiet', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    const minute = fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minute, time, time, zone, (minutes, from, until, where) => {
        fc.pre(from !== until);
        const instant = new Date(minutes * 60_000);
        const held = outsideQuiet(instant, { from, until }, where);
        const again = outsideQuiet(held, { from, until }, where);
        // At most one more step where the end itself falls into the hour that comes twice.
        return held.getTime() - instant.getTime() <= 25 * 3_600_000 && !isQuiet(again, { from, until }, where);
      }),
    );
  });
});

describe('the digest of a day', () => {
  it('comes at the same time on the wall all year', () => {
    expect(nextDigest(at('2026-03-28T08:00:00Z'), '08:00', 'Europe/Berlin')).toEqual(at('2026-03-29T06:00:00Z'));
    expect(nextDigest(at('2026-10-24T08:00:00Z'), '08:00', 'Europe/Berlin')).toEqual(at('2026-10-25T07:00:00Z'));
  });

  it('comes once on a day on which its hour comes twice, and on one on which it is skipped', () => {
    const first = nextDigest(at('2026-10-24T12:00:00Z'), '02:30', 'Europe/Berlin');
    expect(first).toEqual(at('2026-10-25T00:30:00Z'));
    expect(nextDigest(first, '02:30', 'Europe/Berlin')).toEqual(at('2026-10-26T01:30:00Z'));
    expect(nextDigest(at('2026-03-28T12:00:00Z'), '02:30', 'Europe/Berlin')).toEqual(at('2026-03-29T01:30:00Z'));
  });

  it('is that of tomorrow for what is told after it', () => {
    expect(nextDigest(at('2026-11-18T00:00:00Z'), '08:00', 'Asia/Shanghai')).toEqual(at('2026-11-19T00:00:00Z'));
    expect(nextDigest(at('2026-11-17T23:59:00Z'), '08:00', 'Asia/Shanghai')).toEqual(at('2026-11-18T00:00:00Z'));
  });
});
