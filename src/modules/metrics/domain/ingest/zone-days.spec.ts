import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { PERIODS, startOfPeriod } from '../../../../kernel/time/index.js';
import { ZoneDays } from './zone-days.js';

// Half and quarter hours, both hemispheres, clocks that change at midnight, and an island that moved over the date line.
const ZONES = [
  'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe',
  'America/Sao_Paulo', 'Africa/Cairo', 'Pacific/Apia', 'America/Scoresbysund', 'America/Havana', 'UTC',
]; // prettier-ignore

describe('periods reckoned by the day', () => {
  it.each(ZONES)('begin in %s when the calendar says so, whatever the clocks do', (zone) => {
    const days = new ZoneDays(zone);
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(...PERIODS), (instant, period) => {
        expect(days.startOf(instant.getTime(), period)).toBe(startOfPeriod(instant, period, zone).getTime());
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});
