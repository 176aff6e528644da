import { v7 } from 'uuid';

import type { Slot } from '../line.js';

/** What varies between requests, for one of them. */
export class SlotValues {
  /** The instant of the request. */
  readonly now = new Date().toISOString();
  private readonly row: Record<string, unknown> = {};
  private readonly known: Record<string, string> = {};

  constructor(
    private readonly slots: Readonly<Record<string, Slot>>,
    private readonly params: Readonly<Record<string, string>>,
  ) {}

  learn(row: Record<string, unknown> | undefined): void {
    if (row) Object.assign(this.row, row);
  }

  /** The slot's value in this request; a new id for a name that is no slot, the same one every time. */
  valueOf(name: string): string {
    return (this.known[name] ??= this.slots[name]?.replayed(this.params, this.row) ?? v7());
  }
}
