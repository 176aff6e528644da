/** Where the product's time comes from. An argument everywhere, so that "five days later" can be said, not waited for. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it is put and moves when told to. */
export class SettableClock implements Clock {
  constructor(private instant: Date) {}

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date): void {
    this.instant = new Date(instant);
  }

  advance(by: { days?: number; hours?: number; minutes?: number }): void {
    const minutes = (by.days ?? 0) * 24 * 60 + (by.hours ?? 0) * 60 + (by.minutes ?? 0);
    this.instant = new Date(this.instant.getTime() + minutes * 60_000);
  }
}
