import type { FieldProblem } from '../../../../kernel/errors/index.js';
import { holds, type Period } from '../../../../kernel/time/index.js';
import { dimensionKeyOf, WHOLE } from '../dimensions.js';
import { pointTime } from './point-time.js';
import {
  BAD_DIMENSION,
  BAD_TIME,
  IN_THE_FUTURE,
  NOT_A_NUMBER,
  quoted,
  rowProblem,
  WRONG_PERIOD,
} from './row-messages.js';
import type { UploadedRow } from './upload.js';
import { ZoneDays } from './zone-days.js';

export interface Reading {
  readonly period: Period;
  readonly zone: string;
  readonly now: Date;
  readonly placeOf: (place: number) => string;
}

export interface ReadPoint {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly value: number;
}

/** Beyond it doubles no longer count in ones. */
const LARGEST = 1e15;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Makes points of rows, one by one. */
export class PointReader {
  private readonly days: ZoneDays;
  private readonly now: number;
  private segment: Readonly<Record<string, unknown>> | undefined;
  private segmentKey: string | undefined;

  constructor(private readonly reading: Reading) {
    this.days = new ZoneDays(reading.zone);
    this.now = reading.now.getTime();
  }

  /** The point that a row means, or everything that is wrong with it. */
  read(row: UploadedRow): ReadPoint | FieldProblem[] {
    const time = typeof row.at === 'string' ? pointTime(row.at.trim(), this.days) : undefined;
    const value = numberIn(row.value);
    const key = row.dimensions === undefined ? WHOLE : this.keyOf(row.dimensions);
    const { period } = this.reading;
    const fits = time !== undefined && time.at <= this.now && (time.named === undefined || holds(period, time.named));
    if (!fits || value === undefined || key === undefined) return this.problemsOf(row);
    return { key, start: this.days.startOf(time.at, period), value };
  }

  /** Rows of one segment often share their dimensions. */
  private keyOf(dimensions: Readonly<Record<string, unknown>>): string | undefined {
    if (dimensions !== this.segment) {
      this.segment = dimensions;
      this.segmentKey = dimensionKeyOf(dimensions);
    }
    return this.segmentKey;
  }

  private problemsOf({ place: at, ...row }: UploadedRow): FieldProblem[] {
    const place = this.reading.placeOf(at);
    const time = typeof row.at === 'string' ? pointTime(row.at.trim(), this.days) : undefined;
    const problems: FieldProblem[] = [];
    const said = { at: quoted(row.at), period: this.reading.period, named: time?.named ?? '' };
    if (time === undefined) problems.push(rowProblem(place, 'bad_time', BAD_TIME, said));
    else if (time.at > this.now) problems.push(rowProblem(place, 'in_the_future', IN_THE_FUTURE, said));
    else if (time.named && !holds(this.reading.period, time.named)) {
      problems.push(rowProblem(place, 'wrong_period', WRONG_PERIOD, said));
    }
    if (numberIn(row.value) === undefined) {
      problems.push(rowProblem(place, 'not_a_number', NOT_A_NUMBER, { value: quoted(row.value) }));
    }
    if (row.dimensions && dimensionKeyOf(row.dimensions) === undefined) {
      problems.push(rowProblem(place, 'bad_dimension', BAD_DIMENSION, {}));
    }
    return problems;
  }
}

function numberIn(said: unknown): number | undefined {
  const value = typeof said === 'string' && DECIMAL.test(said.trim()) ? Number(said) : said;
  if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST)) return undefined;
  // PostgreSQL tells -0 from 0 in text but not in comparison; so do not let it in.
  return value === 0 ? 0 : value;
}
