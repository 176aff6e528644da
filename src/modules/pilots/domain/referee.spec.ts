import { describe, expect, it } from '@jest/globals';

import { filled } from '../../../kernel/text/index.js';
import { CONDITION_MESSAGES, figuresInWords } from './judgement-words.js';
import { type ConditionCode, judge, type Judgement, type Thresholds, type Trial } from './referee.js';

const THRESHOLDS: Thresholds = { minimumPerArm: 10_000, minimumDays: 7, confidence: 0.95, sampleRatio: 0.001 };

/** Fourteen days of an even split on one variable, unless said otherwise. */
function trial(control: [number, number], variant: [number, number], rest: Partial<Trial> = {}): Trial {
  const [controlConverted, controlExposed] = control;
  const [variantConverted, variantExposed] = variant;
  return {
    ...{ controlConverted, controlExposed, variantConverted, variantExposed },
    variables: ['what differs'],
    betterIs: 'higher',
    variantShare: 0.5,
    startsOn: '2026-11-01',
    countedOn: '2026-11-14',
    ...rest,
  };
}

const judged = (facts: Trial) => judge(facts, THRESHOLDS);

function unmet({ conditions }: Judgement): ConditionCode[] {
  return conditions.filter(({ met }) => !met).map(({ code }) => code);
}

function sentence(judgement: Judgement, code: ConditionCode) {
  return filled(CONDITION_MESSAGES[code], figuresInWords(judgement));
}

// Mobile game, first gate at level 30 or 40, retention on day 7 (public data set, 90,189 players).
const GATE_30: [number, number] = [8502, 44_700];
const GATE_40: [number, number] = [8279, 45_489];
// Mail campaign, visits within two weeks (public data set, 64,000 customers).
const NO_MAIL: [number, number] = [2262, 21_306];
const MENS_MAIL: [number, number] = [3894, 21_307];

describe('the referee on trials that really happened', () => {
  it('lets the game’s later gate lose: fewer players come back, and it is no chance', () => {
    const judgement = judged(trial(GATE_30, GATE_40));
    expect(judgement.verdict).toBe('lost');
    expect(unmet(judgement)).toEqual([]);
    expect(judgement.figures.comparison).toMatchObject({
      test: 'pooled two-proportion z',
      controlRate: expect.closeTo(0.190201, 6),
      variantRate: expect.closeTo(0.182, 6),
      z: expect.closeTo(-3.1644, 4),
      pValue: expect.closeTo(0.001554, 6),
    });
  });

  it('takes the game’s own uneven split for sound, since 0.0086 is above the threshold of 0.001', () => {
    const judgement = judged(trial(GATE_30, GATE_40));
    expect(judgement.figures.sampleRatioPValue).toBeCloseTo(0.0086, 4);
    expect(sentence(judgement, 'sample_ratio').en).toContain('p = 0.0086; below 0.001 the split is at fault');
    expect(judge(trial(GATE_30, GATE_40), { ...THRESHOLDS, sampleRatio: 0.01 }).verdict).toBe('inconclusive');
  });

  it('lets the mail win over no mail', () => {
    const judgement = judged(trial(NO_MAIL, MENS_MAIL));
    expect(judgement.verdict).toBe('won');
    expect(judgement.figures.comparison?.difference).toBeCloseTo(0.07659, 5);
    expect(sentence(judgement, 'confidence').en).toContain('> 99.99 %');
  });

  it('turns round when lower is better', () => {
    expect(judged(trial(GATE_30, GATE_40, { betterIs: 'lower' })).verdict).toBe('won');
    expect(judged(trial(NO_MAIL, MENS_MAIL, { betterIs: 'lower' })).verdict).toBe('lost');
  });
});

// Table 5 gives totals and rates; read as totals split equally, counts to the next whole number.
describe('the referee on the rows of table 5', () => {
  it('has test 1 win, with far more confidence than the 98.5 % the table types', () => {
    const judgement = judged(trial([231, 11_000], [418, 11_000], { startsOn: '2023-10-01', countedOn: '2023-10-07' }));
    expect(judgement.verdict).toBe('won');
    expect(judgement.figures.daysRun).toBe(7);
    expect(judgement.figures.comparison?.confidence).toBeGreaterThan(0.9999);
  });

  it('gives test 2 no verdict: 9,250 per arm is below 10,000, whatever its confidence', () => {
    const judgement = judged(trial([324, 9250], [389, 9250], { startsOn: '2023-10-08', countedOn: '2023-10-14' }));
    expect(judgement.verdict).toBeNull();
    expect(unmet(judgement)).toEqual(['volume']);
    // The table types 92.1 %.
    expect(judgement.figures.comparison?.confidence).toBeCloseTo(0.987, 3);
    expect(sentence(judgement, 'volume')).toEqual({
      en: 'Control 9250, variant 9250; at least 10000 per arm are needed.',
      'zh-CN': '对照组 9250 人,试点组 9250 人;每组至少需 10000 人。',
    });
  });
});

describe('the referee', () => {
  it('gives no verdict on the sixth day and one on the seventh', () => {
    const onDay = (countedOn: string) => judged(trial(NO_MAIL, MENS_MAIL, { countedOn }));
    expect(onDay('2026-11-06')).toMatchObject({ verdict: null, figures: { daysRun: 6 } });
    expect(unmet(onDay('2026-11-06'))).toEqual(['days']);
    expect(onDay('2026-11-07')).toMatchObject({ verdict: 'won', figures: { daysRun: 7 } });
  });

  it('wants the volume in each arm, to the last person', () => {
    expect(judged(trial([1000, 9999], [1500, 10_001])).verdict).toBeNull();
    expect(judged(trial([1000, 10_000], [1500, 10_000])).verdict).toBe('won');
  });

  it('finds two arms that are treated alike inconclusive', () => {
    const judgement = judged(trial([1001, 10_000], [1010, 10_000]));
    expect(judgement.verdict).toBe('inconclusive');
    expect(unmet(judgement)).toEqual(['confidence']);
  });

  it('calls a split at fault inconclusive, however clear the difference', () => {
    const judgement = judged(trial([1000, 10_000], [1700, 11_000]));
    expect(judgement.verdict).toBe('inconclusive');
    expect(unmet(judgement)).toEqual(['sample_ratio']);
  });

  it('holds the split against the planned one, not against halves', () => {
    const uneven = trial([9000, 90_000], [1200, 10_000], { variantShare: 0.1 });
    expect(judged(uneven).verdict).toBe('won');
    expect(unmet(judged({ ...uneven, variantShare: 0.5 }))).toEqual(['sample_ratio']);
  });

  it('calls two variables inconclusive, since nobody knows which of them it was', () => {
    const judgement = judged(trial(NO_MAIL, MENS_MAIL, { variables: ['picture', 'price'] }));
    expect(judgement.verdict).toBe('inconclusive');
    expect(unmet(judgement)).toEqual(['one_variable']);
  });

  it('gives no verdict on too little even when the split is at fault', () => {
    const judgement = judged(trial([10, 100], [90, 900]));
    expect(judgement.verdict).toBeNull();
    expect(unmet(judgement)).toEqual(['volume', 'sample_ratio', 'confidence']);
  });

  it('has no comparison to show before both arms have people', () => {
    const nothing = judged({ ...trial([0, 0], [0, 0]), controlExposed: null, countedOn: null });
    expect(nothing).toMatchObject({ verdict: null, figures: { comparison: null, daysRun: 0, sampleRatioPValue: 1 } });
    expect(sentence(nothing, 'confidence').en).toMatch(/^Confidence - /);
  });

  it('never rounds a confidence up to the one it has not reached', () => {
    const judgement = judged(trial([1000, 10_100], [1084, 10_093]));
    expect(judgement.figures.comparison?.confidence).toBeCloseTo(0.949976, 6);
    expect(sentence(judgement, 'confidence').en).toContain('Confidence 94.99 %');
    expect(judgement.verdict).toBe('inconclusive');
  });
});
