import { AnomalyDetector } from '../statistics/index.js';
import type { Oddities } from './oddities.js';
import { readRowTime } from './row-time.js';

export interface JudgedRow {
  /** In [0, 1]. */
  readonly score: number;
  readonly label: 0 | 1;
}

const NOT_JUDGED: JudgedRow = { score: 0, label: 0 };
const ABSENT = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-']);
const RECENT = 25;
/** A pause of more than this many usual spacings is told as a gap. */
const GAP = 1.5;

/** Gives the rows of a file to the detector one by one, and tells what is odd about them. */
export class RowJudge {
  private readonly detector = new AnomalyDetector();
  private readonly pauses: number[] = [];
  private last = -Infinity;

  constructor(private readonly oddities: Oddities) {}

  /** @param line of the file, from 1, for what is told */
  judge(timeText: string, valueText: string, line: number): JudgedRow {
    const time = readRowTime(timeText);
    const value = readValue(valueText);
    if (!time) this.oddities.note('bad_time', line, timeText);
    if (value === undefined) this.oddities.note('missing', line);
    else if (!Number.isFinite(value)) this.oddities.note('bad_value', line, valueText);
    if (!time || value === undefined || !Number.isFinite(value)) return NOT_JUDGED;
    this.compareTimes(time.at, line);
    const { score, alarm } = this.detector.judge({ ...time, value });
    return { score, label: alarm ? 1 : 0 };
  }

  private compareTimes(at: number, line: number): void {
    if (at === this.last) return this.oddities.note('duplicate', line);
    if (at < this.last) return this.oddities.note('out_of_order', line);
    const pause = at - this.last;
    this.last = at;
    if (!Number.isFinite(pause)) return;
    if (this.pauses.length === RECENT) {
      const usual = [...this.pauses].sort((a, b) => a - b)[Math.floor(RECENT / 2)]!;
      if (pause > GAP * usual)
        this.oddities.note('gap', line, `${minutes(pause)} instead of ${minutes(usual)} minutes`);
      this.pauses.shift();
    }
    this.pauses.push(pause);
  }
}

/** `undefined` where there is none, NaN where it is no number. */
function readValue(text: string): number | undefined {
  const trimmed = text.trim();
  return ABSENT.has(trimmed.toLowerCase()) ? undefined : Number(trimmed);
}

function minutes(ms: number): string {
  return String(Math.round(ms / 600) / 100);
}
