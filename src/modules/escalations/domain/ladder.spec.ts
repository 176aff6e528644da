import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addDays, localDateAt, MONDAY_TO_FRIDAY, spansOff, workingCalendar } from '../../../kernel/time/index.js';
import { DEFAULT_GRACES, policyOf, problemsInPolicy } from './escalation-policy.js';
import { STEP_ROLES, type StepRole } from './escalation-words.js';
import { type LadderFacts, nextStep, promiseEnds, stepsAhead, type StepPerson } from './ladder.js';

const WEEK = workingCalendar(MONDAY_TO_FRIDAY);
const SHANGHAI = { zone: 'Asia/Shanghai', calendar: WEEK };
/** Wednesday 2026-11-18, 10:00 in Shanghai. */
const START = new Date('2026-11-18T02:00:00Z');
const POLICIES = {
  P0: policyOf('P0', DEFAULT_GRACES.P0),
  P1: policyOf('P1', DEFAULT_GRACES.P1),
  P2: policyOf('P2', DEFAULT_GRACES.P2),
};
const LATER = new Date('2027-06-01T00:00:00Z');

function person(userId: string, facts: Partial<StepPerson> = {}): StepPerson {
  return { userId, isMember: true, seesItem: true, isAway: () => false, ...facts };
}

const FOUR = {
  assignee: person('ana'),
  owner: person('ben'),
  sponsor: person('cai'),
  unit_head: person('dan'),
} satisfies Record<StepRole, StepPerson>;

function facts(given: Partial<LadderFacts> & { on?: Partial<Record<StepRole, StepPerson | null>> } = {}): LadderFacts {
  const { on = {}, ...rest } = given;
  return {
    policy: POLICIES.P1,
    runsFrom: START,
    told: [],
    days: SHANGHAI,
    people: { ...FOUR, ...on },
    ...rest,
  };
}

const story = (given: LadderFacts, from = START) =>
  stepsAhead(given, from, LATER).map(({ userId, dueAt }) => `${userId} ${dueAt.toISOString().slice(0, 16)}`);

describe('the ladder', () => {
  it('climbs in working days of who owes it, each step from the telling of the one before', () => {
    // Wednesday + 1, + 1, + 2 over the weekend, + 2; midnight in Shanghai is 16:00 of the day before in UTC.
    expect(story(facts())).toEqual([
      'ana 2026-11-18T16:00',
      'ben 2026-11-19T16:00',
      'cai 2026-11-23T16:00',
      'dan 2026-11-25T16:00',
    ]);
  });

  it('counts the assignee’s zone and his absence', () => {
    const away = spansOff([{ fromOn: '2026-11-18', toOn: '2026-11-20' }]);
    const days = { zone: 'America/Los_Angeles', calendar: workingCalendar(MONDAY_TO_FRIDAY, [away]) };
    // It is still Tuesday the 17th there when the round begins.
    expect(nextStep(facts({ days })).step).toMatchObject({ userId: 'ana', dueAt: new Date('2026-11-23T08:00:00Z') });
  });

  it('counts a P0 in elapsed minutes, through the night and across both changes of the clocks', () => {
    const berlin = { zone: 'Europe/Berlin', calendar: WEEK };
    for (const before of ['2026-10-25T00:10:00Z', '2027-03-28T00:10:00Z']) {
      const told = stepsAhead(
        facts({ policy: POLICIES.P0, days: berlin, runsFrom: new Date(before) }),
        new Date(before),
        LATER,
      );
      const minutes = told.map(({ dueAt }) => (dueAt.getTime() - Date.parse(before)) / 60_000);
      expect(minutes).toEqual([0, 30, 90, 210]);
    }
  });

  it.each([
    ['nobody', null],
    ['left', person('ben', { isMember: false })],
    ['cannot_see', person('ben', { seesItem: false })],
    ['told_already', person('ana')],
    ['away', person('ben', { isAway: (at) => localDateAt(at, 'Asia/Shanghai') === '2026-11-20' })],
  ] as const)('passes over an owner who is %s, and counts nothing for it', (reason, owner) => {
    const told = [{ level: 1, userId: 'ana', at: new Date('2026-11-19T01:00:00Z') }];
    const { step, passed } = nextStep(facts({ on: { owner }, told }));
    expect(passed).toEqual([{ level: 2, who: 'owner', userId: owner?.userId ?? null, reason }]);
    expect(step).toMatchObject({ level: 3, userId: 'cai', dueAt: new Date('2026-11-22T16:00:00Z') });
  });

  it('tells the nearest when all who are left are away', () => {
    const isAway = () => true;
    const told = [{ level: 2, userId: 'ben', at: START }];
    const on = { sponsor: person('cai', { isAway }), unit_head: person('dan', { isAway }) };
    expect(nextStep(facts({ on, told }))).toMatchObject({ step: { userId: 'cai' }, passed: [] });
  });

  it('ends with its reasons where nobody is left', () => {
    const told = [{ level: 2, userId: 'ben', at: START }];
    const { step, passed } = nextStep(facts({ on: { sponsor: null, unit_head: person('ben') }, told }));
    expect(step).toBeNull();
    expect(passed.map(({ who, reason }) => `${who} ${reason}`)).toEqual(['sponsor nobody', 'unit_head told_already']);
  });

  it('after an outage tells the lowest step alone and gives the next its whole grace', () => {
    const found = new Date('2026-11-30T03:00:00Z');
    expect(story(facts(), found).slice(0, 3)).toEqual([
      'ana 2026-11-18T16:00',
      'ben 2026-11-30T16:00',
      'cai 2026-12-02T16:00',
    ]);
  });

  it('waits anew after a hold, from the moment the clock went on', () => {
    const told = [{ level: 1, userId: 'ana', at: START }];
    const resumed = facts({ told, runsFrom: new Date('2026-12-08T09:00:00Z') });
    expect(nextStep(resumed).step).toMatchObject({ userId: 'ben', dueAt: new Date('2026-12-08T16:00:00Z') });
  });

  it('keeps a promise open for the whole of its day and the days off after it', () => {
    expect(promiseEnds('2026-11-20', SHANGHAI)).toEqual(new Date('2026-11-22T16:00:00Z'));
    // Until Saturday is over with Monday as well.
    expect(promiseEnds('2026-11-21', SHANGHAI)).toEqual(new Date('2026-11-22T16:00:00Z'));
  });

  it('does not look through years of rest', () => {
    const days = { zone: 'UTC', calendar: workingCalendar([]) };
    expect(nextStep(facts({ days })).step?.dueAt).toEqual(new Date(`${addDays('2026-11-18', 800)}T00:00:00Z`));
  });

  const anyPerson = fc.option(
    fc.record({ userId: fc.constantFrom('ana', 'ben', 'cai'), isMember: fc.boolean(), seesItem: fc.boolean() }),
  );
  const anyFacts = fc
    .record({
      people: fc.tuple(anyPerson, anyPerson, anyPerson, anyPerson),
      awayOn: fc.constantFrom('2026-11-19', '2026-11-23', '2026-11-25'),
      policy: fc.constantFrom(...Object.values(POLICIES)),
      start: fc.integer({ min: 0, max: 14 * 24 }),
    })
    .map(({ people, awayOn, policy, start }) => {
      const isAway = (at: Date) => localDateAt(at, 'Asia/Shanghai') === awayOn;
      const on = Object.fromEntries(
        STEP_ROLES.map((who, place) => [who, people[place] && { ...people[place], isAway }]),
      );
      return facts({ on, policy, runsFrom: new Date(START.getTime() + start * 3_600_000) });
    });

  it('foretells what a sweep finds that runs every hour', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const until = new Date('2026-12-31T00:00:00Z');
        const found: string[] = [];
        let told = given.told;
        for (let now = given.runsFrom; now <= until; now = new Date(now.getTime() + 3_600_000)) {
          const { step } = nextStep({ ...given, told });
          if (step === null || step.dueAt > now) continue;
          // Told within the hour in which it was due, or at once in minutes of a P0, which an hourly sweep would put off.
          const at = given.policy.unit === 'minutes' ? step.dueAt : now;
          found.push(`${step.level} ${step.userId}`);
          told = [...told, { level: step.level, userId: step.userId, at }];
        }
        const foretold = stepsAhead(given, given.runsFrom, until).map(({ level, userId }) => `${level} ${userId}`);
        expect(found).toEqual(foretold);
      }),
      { numRuns: 60 },
    );
  });

  it('tells nobody twice, in the order of the levels, members alone', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const ahead = stepsAhead(given, START, LATER);
        expect(new Set(ahead.map(({ userId }) => userId)).size).toBe(ahead.length);
        expect(ahead.map(({ level }) => level)).toEqual([...ahead.map(({ level }) => level)].sort());
        for (const { who } of ahead) expect(given.people[who]).toMatchObject({ isMember: true, seesItem: true });
      }),
    );
  });
});

describe('a policy', () => {
  it('is refused with everything that is wrong', () => {
    const wrong = (severity: 'P0' | 'P1', graces: object) =>
      problemsInPolicy(severity, graces).map(({ field, code }) => `${field} ${code}`);
    const graces = { assignee: 0, owner: 0, sponsor: null, unit_head: 31 };
    expect(wrong('P1', graces)).toEqual(['graces.owner grace_needed', 'graces.unit_head grace_too_long']);
    expect(wrong('P0', { owner: 10_081 })).toEqual(['graces.owner grace_too_long']);
    expect(wrong('P0', { owner: null })).toEqual(['graces steps_needed']);
    expect(wrong('P1', {})).toEqual([]);
  });

  it('has defaults that it would accept itself', () => {
    for (const severity of ['P0', 'P1', 'P2'] as const) {
      expect(problemsInPolicy(severity, DEFAULT_GRACES[severity])).toEqual([]);
    }
  });
});
