import { Injectable } from '@nestjs/common';

import { serving, Transactions } from '../../../platform/database/index.js';
import type { SealRecord } from '../domain/seal.js';
import type { TrailEvent } from '../domain/trail-event.js';
import { TrailRepository } from '../persistence/trail.repository.js';

/** Events read at once, give or take one seal. */
const ENOUGH = 1_024;

export interface SealedBatch {
  readonly seal: SealRecord;
  /** Those of its events that exist, by ascending id. */
  readonly events: readonly TrailEvent[];
}

/**
 * The sealed trail from one end to the other, in the memory of a page and without a long transaction: what is sealed never
 * changes, so pages that are read one after the other fit together.
 */
@Injectable()
export class WalkTrail {
  constructor(
    private readonly transactions: Transactions,
    private readonly trail: TrailRepository,
  ) {}

  /** @param after number of the seal to go on behind */
  async *run(workspaceId: string, after = 0): AsyncGenerator<SealedBatch> {
    for (let number = after; ;) {
      // Whoever takes the pages may be a stream, which serves nobody.
      const page = await serving(workspaceId, () => this.page(workspaceId, number));
      if (page.length === 0) return;
      yield* page;
      number = page.at(-1)?.seal.number ?? number;
    }
  }

  private async page(workspaceId: string, after: number): Promise<SealedBatch[]> {
    const { reader } = this.transactions;
    const seals = await this.trail.sealsAfter(reader, workspaceId, after, ENOUGH);
    const ids = seals.flatMap(({ eventIds }) => eventIds);
    const events = new Map((await this.trail.events(reader, workspaceId, ids)).map((event) => [event.id, event]));
    return seals.map((seal) => ({ seal, events: eventsOf(seal, events) }));
  }
}

function eventsOf({ eventIds }: SealRecord, events: ReadonlyMap<number, TrailEvent>): TrailEvent[] {
  return eventIds.flatMap((id) => events.get(id) ?? []);
}
