/** Points by column, as they travel to the database: an array of numbers is a fraction of as many objects. */
export class PointColumns {
  /** Null while all of them belong to the metric as a whole. */
  keys: string[] | null = null;
  /** Milliseconds since 1970. */
  readonly starts: number[] = [];
  readonly values: number[] = [];
  readonly places: number[] = [];

  get length(): number {
    return this.starts.length;
  }

  add(key: string, start: number, value: number, place: number): void {
    if (key !== '' && this.keys === null) this.keys = this.starts.map(() => '');
    this.keys?.push(key);
    this.starts.push(start);
    this.values.push(value);
    this.places.push(place);
  }
}
