/** Room for so many points at first; it doubles when they become more. */
const FIRST_ROOM = 64;

/**
 * Points by column, as they travel to the database. Numbers lie in typed arrays, outside the collector's heap, and the
 * room is used again once it has been emptied: an upload of any size leaves no garbage of its size behind.
 */
export class PointColumns {
  /** Null while all of them belong to the metric as a whole. */
  keys: string[] | null = null;
  private size = 0;
  private startsHeld = new Float64Array(FIRST_ROOM);
  private valuesHeld = new Float64Array(FIRST_ROOM);
  private placesHeld = new Int32Array(FIRST_ROOM);

  get length(): number {
    return this.size;
  }

  /** Milliseconds since 1970. Like the other columns a view, which holds until points are added or removed. */
  get starts(): Float64Array {
    return this.startsHeld.subarray(0, this.size);
  }

  get values(): Float64Array {
    return this.valuesHeld.subarray(0, this.size);
  }

  get places(): Int32Array {
    return this.placesHeld.subarray(0, this.size);
  }

  add(key: string, start: number, value: number, place: number): void {
    if (this.size === this.startsHeld.length) this.grow();
    if (key !== '' && this.keys === null) this.keys = Array.from({ length: this.size }, () => '');
    if (this.keys !== null) this.keys[this.size] = key;
    this.startsHeld[this.size] = start;
    this.valuesHeld[this.size] = value;
    this.placesHeld[this.size] = place;
    this.size += 1;
  }

  /** Removes all points and keeps the room. */
  empty(): void {
    this.size = 0;
    this.keys = null;
  }

  private grow(): void {
    const room = this.size * 2;
    this.startsHeld = copied(this.startsHeld, new Float64Array(room));
    this.valuesHeld = copied(this.valuesHeld, new Float64Array(room));
    this.placesHeld = copied(this.placesHeld, new Int32Array(room));
  }
}

function copied<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
