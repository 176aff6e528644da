import { describe, expect, it } from '@jest/globals';

import { clash, type Occupation } from './clash.js';
import { BLANK_DESIGN, contradictionsIn, lacksOf, type PilotDesign } from './pilot-design.js';
import { sampleSizesOf } from './sample-sizes.js';

const DESIGN: PilotDesign = {
  ...BLANK_DESIGN,
  variables: ['how shipping is shown'],
  controlName: 'by the piece',
  variantName: 'free above 99',
  primaryMetric: 'conversion',
  share: 0.1,
  expectedControlRate: 0.05,
  minimumEffect: 0.01,
  startsOn: '2026-11-20',
  plannedDays: 14,
};

const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

describe('the design of a pilot', () => {
  it('lacks everything at first, and says so at once', () => {
    expect(codes(lacksOf(BLANK_DESIGN, 7))).toEqual([
      'no-controlName',
      'no-variantName',
      'no-primaryMetric',
      'no-share',
      'no-expectedControlRate',
      'no-minimumEffect',
      'no-startsOn',
      'no-plannedDays',
      'not-one-variable',
    ]);
    expect(lacksOf(DESIGN, 7)).toEqual([]);
  });

  it('may neither vary two things nor end before the seventh day', () => {
    const poor = { ...DESIGN, variables: ['shipping', 'layout'], plannedDays: 6 };
    expect(codes(lacksOf(poor, 7))).toEqual(['not-one-variable', 'too-short']);
  });

  it('cannot expect a rate beyond 0 or 1, in the direction that is better', () => {
    expect(codes(contradictionsIn({ ...DESIGN, minimumEffect: 0.06 }))).toEqual([]);
    expect(codes(contradictionsIn({ ...DESIGN, minimumEffect: 0.06, betterIs: 'lower' }))).toEqual(['out_of_reach']);
    expect(codes(contradictionsIn({ ...DESIGN, expectedControlRate: 0.99 }))).toEqual(['out_of_reach']);
  });

  it('gives its arms two names', () => {
    expect(codes(contradictionsIn({ ...DESIGN, variantName: DESIGN.controlName }))).toEqual(['same_name']);
  });
});

describe('the two sample sizes', () => {
  it('differ by the factor that makes the first no size for a comparison', () => {
    // 1.959964² · 0.05 · 0.95 / 0.01² = 1824.7; the pilot size of 5 % against 6 % at 80 % power is textbook's 8,158.
    expect(sampleSizesOf(DESIGN, 0.95)).toEqual({
      oneProportionSampleSize: 1825,
      pilotSizePerArm: 8158,
      power: 0.8,
      confidence: 0.95,
    });
  });

  it('follow the direction: 5 % down to 4 % takes fewer than up to 6 %', () => {
    const down = sampleSizesOf({ ...DESIGN, betterIs: 'lower' }, 0.95).pilotSizePerArm;
    expect(down).toBeLessThan(8158);
  });

  it('are unknown until both figures are there', () => {
    expect(sampleSizesOf({ ...DESIGN, minimumEffect: null }, 0.95)).toMatchObject({
      oneProportionSampleSize: null,
      pilotSizePerArm: null,
    });
  });
});

describe('two pilots on one metric', () => {
  const today = '2026-11-18';
  const week = (segment: string, startsOn: string): Occupation => ({ segment, startsOn, plannedDays: 7 });

  it('clash when they share users and a day', () => {
    expect(clash(week('new', '2026-11-24'), week('new', '2026-11-18'), today)).toBe(true);
    expect(clash(week('new', '2026-11-25'), week('new', '2026-11-18'), today)).toBe(false);
    expect(clash(week('new', '2026-11-11'), week('new', '2026-11-18'), today)).toBe(false);
  });

  it('share users when one of them is on all', () => {
    expect(clash(week('all', '2026-11-18'), week('new', '2026-11-18'), today)).toBe(true);
    expect(clash(week('new', '2026-11-18'), week('all', '2026-11-18'), today)).toBe(true);
    expect(clash(week('new', '2026-11-18'), week('old', '2026-11-18'), today)).toBe(false);
  });

  it('clash with one that has overrun its plan, until today', () => {
    const overrun = week('new', '2026-11-01');
    expect(clash(week('new', '2026-11-18'), overrun, today)).toBe(true);
    expect(clash(week('new', '2026-11-19'), overrun, today)).toBe(false);
  });

  it('clash as long as the days of one are open', () => {
    expect(clash(week('new', '2026-11-18'), { segment: 'new', startsOn: null, plannedDays: null }, today)).toBe(true);
  });
});
