const SLOT_MS = 30 * 60_000;
const DAY_SLOTS = 48;
const WEEK_SLOTS = 7 * DAY_SLOTS;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const MONDAY_OFFSET = 3 * DAY_SLOTS;

/** A weekday is believed to differ from the others slowly: its correction starts as if so many weeks had shown none. */
const WEEKS_HELD_BACK = 3;

/** Mean deviation over a normal distribution's standard deviation, turned round. */
const DEVIATION_TO_SIGMA = Math.sqrt(Math.PI / 2);

export interface PatternSettings {
  /** Least weight of the newest visit in the pattern of the day, and in the correction for its weekday. */
  dayGain: number;
  weekGain: number;
  /** Least weight of the newest visit in the spread of its time of day, and in the spread of all times. */
  spreadGain: number;
  overallSpreadGain: number;
  /** Visits that a time of day needs before its own spread counts as much as that of all times. */
  borrowedVisits: number;
  /** Share of the plain mean deviation below which no spread falls: a count that is mostly 0 still has one. */
  leastSpreadShare: number;
}

/**
 * What is usual at this half-hour of the week, learned visit by visit: a pattern of the day, a smaller correction for the
 * weekday, and a spread for each time of day. All readings within one half-hour are one visit, so that minutes, hours and
 * days are learned from alike and an outlier of many readings counts once.
 */
export class WeeklyPattern {
  private readonly ofDay = new Float64Array(DAY_SLOTS);
  private readonly ofWeek = new Float64Array(WEEK_SLOTS);
  private readonly dayVisits = new Float64Array(DAY_SLOTS);
  private readonly weekVisits = new Float64Array(WEEK_SLOTS);
  private readonly spreads = new Float64Array(DAY_SLOTS);
  private slot = -1;
  private visit = { readings: 0, residual: 0, deviation: 0, plain: 0 };
  private visits = 0;
  private overallSpread = 0;
  private plainSpread = 0;

  constructor(private readonly settings: PatternSettings) {}

  /** Turns to the slot of a local time; what the slot before was seen to hold is learned when it is left. */
  turnTo(localMs: number): void {
    const slot = (((Math.floor(localMs / SLOT_MS) + MONDAY_OFFSET) % WEEK_SLOTS) + WEEK_SLOTS) % WEEK_SLOTS;
    if (slot === this.slot) return;
    if (this.visit.readings > 0) this.learnVisit();
    this.slot = slot;
    this.visit = { readings: 0, residual: 0, deviation: 0, plain: 0 };
  }

  /** What this slot is expected to add to the level. */
  get offset(): number {
    return this.ofDay[this.slot % DAY_SLOTS]! + this.ofWeek[this.slot]!;
  }

  /** Standard deviation to expect in this slot; 0 before anything was learned. */
  get spread(): number {
    const day = this.slot % DAY_SLOTS;
    const { borrowedVisits, leastSpreadShare } = this.settings;
    const own = this.dayVisits[day]!;
    const shared = (own * this.spreads[day]! + borrowedVisits * this.overallSpread) / (own + borrowedVisits);
    return DEVIATION_TO_SIGMA * Math.max(shared, leastSpreadShare * this.plainSpread);
  }

  /**
   * @param residual what level and offset leave over
   * @param clipped the same, drawn back to what an outlier may teach
   */
  note(residual: number, clipped: number): void {
    this.visit.readings += 1;
    this.visit.residual += clipped;
    this.visit.deviation += Math.abs(clipped);
    this.visit.plain += Math.abs(residual);
  }

  private learnVisit(): void {
    const { dayGain, weekGain, spreadGain, overallSpreadGain } = this.settings;
    const { readings, residual, deviation, plain } = this.visit;
    const day = this.slot % DAY_SLOTS;
    const days = (this.dayVisits[day]! += 1);
    const weeks = (this.weekVisits[this.slot]! += 1);
    const toDay = Math.max(1 / (days + 1), dayGain) * (residual / readings);
    this.ofDay[day]! += toDay;
    this.ofWeek[this.slot]! += Math.max(1 / (weeks + WEEKS_HELD_BACK), weekGain) * (residual / readings - toDay);
    this.visits += 1;
    this.spreads[day]! += (deviation / readings - this.spreads[day]!) * Math.max(1 / days, spreadGain);
    const gain = Math.max(1 / this.visits, overallSpreadGain);
    this.overallSpread += (deviation / readings - this.overallSpread) * gain;
    this.plainSpread += (plain / readings - this.plainSpread) * gain;
  }
}
