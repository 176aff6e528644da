import type { FieldProblem } from '../../../../kernel/errors/index.js';
import { PointColumns } from './point-columns.js';
import type { ReadPoint } from './point-reader.js';
import { CONTRADICTION, rowProblem } from './row-messages.js';

export interface Naming {
  readonly placeOf: (place: number) => string;
  /** How a lead names the period that begins at an instant. */
  readonly labelOf: (start: number) => string;
}

interface Latest {
  start: number;
  value: number;
  place: number;
}

/** An upload that has been read: what the database is told of it besides the points. */
export interface IntakeFacts {
  readonly received: number;
  /** Rows that said once more what a row before them had said. */
  readonly duplicates: number;
  /** Whether every series came in order of time, so that no period can be there twice. */
  readonly ordered: boolean;
  /** Milliseconds since 1970. */
  readonly first: number;
  readonly last: number;
  readonly series: readonly string[];
  /** One instant of each quarter in which points lie. */
  readonly quarters: readonly number[];
}

/** Collects points and watches the order in which they come: most files are in order of time, and need no sorting. */
export class PointIntake {
  /** What has been collected; whoever has stored it empties it. */
  readonly chunk = new PointColumns();
  private readonly latest = new Map<string, Latest>();
  private readonly quarters = new Map<number, number>();
  private duplicates = 0;
  private ordered = true;
  private first = Infinity;
  private last = -Infinity;
  received = 0;

  constructor(private readonly naming: Naming) {}

  /** @returns what is wrong with the row, seen against the one before it in its series */
  add({ key, start, value }: ReadPoint, place: number): FieldProblem | undefined {
    const latest = this.latest.get(key);
    if (latest?.start === start) {
      if (latest.value !== value) return this.contradiction(start, { value, place }, latest);
      this.duplicates += 1;
      return undefined;
    }
    if (latest === undefined) this.latest.set(key, { start, value, place });
    else {
      if (start < latest.start) this.ordered = false;
      latest.start = start;
      latest.value = value;
      latest.place = place;
    }
    this.chunk.add(key, start, value, place);
    this.widen(start);
    return undefined;
  }

  /** Leaves one point for each period of the chunk. @returns the contradictions in it */
  settle(): FieldProblem[] {
    if (this.ordered) return [];
    const { keys } = this.chunk;
    const [starts, values, places] = [this.chunk.starts.slice(), this.chunk.values.slice(), this.chunk.places.slice()];
    this.chunk.empty();
    const seen = new Map<string, Latest>();
    const problems: FieldProblem[] = [];
    starts.forEach((start, row) => {
      const [key, value, place] = [keys?.[row] ?? '', values[row] ?? NaN, places[row] ?? 0];
      const other = seen.get(`${start} ${key}`);
      if (other === undefined) {
        seen.set(`${start} ${key}`, { start, value, place });
        this.chunk.add(key, start, value, place);
      } else if (other.value === value) this.duplicates += 1;
      else problems.push(this.contradiction(start, { value, place }, other));
    });
    this.ordered = true;
    return problems;
  }

  contradiction(
    start: number,
    here: { value: number; place: number },
    other: { value: number; place: number },
  ): FieldProblem {
    const place = this.naming.placeOf(other.place);
    const params = { at: this.naming.labelOf(start), value: here.value, other: other.value, place };
    return rowProblem(this.naming.placeOf(here.place), 'contradiction', CONTRADICTION, params);
  }

  facts(): IntakeFacts {
    const { received, duplicates, ordered, first, last } = this;
    const [series, quarters] = [[...this.latest.keys()], [...this.quarters.values()]];
    return { received, duplicates, ordered, first, last, series, quarters };
  }

  private widen(start: number): void {
    if (start < this.first) this.first = start;
    if (start > this.last) this.last = start;
    const slot = Math.floor(start / SLOT_MS);
    if (!this.quarters.has(slot)) this.quarters.set(slot, start);
  }
}

/** Ten days: fine enough to meet every quarter that points lie in, save for its edges, which the sweep mends. */
const SLOT_MS = 10 * 86_400_000;
