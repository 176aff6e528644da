import { misfitOfEvents, misfitOfSeal } from './check-seal.js';
import { Erasures } from './erasures.js';
import { type Misfit, misfit } from './misfit.js';
import { BEFORE_THE_FIRST, type ChainEnd, type SealRecord } from './seal.js';
import type { TrailEvent } from './trail-event.js';

/**
 * Follows a trail from its first seal to its last, one seal at a time, whether it comes from the database or from an
 * export. After the first misfit nothing more can be said, and nothing more is asked.
 */
export class TrailVerifier {
  private readonly erasures = new Erasures();
  private last = BEFORE_THE_FIRST;
  private knownHeadSeen = false;
  events = 0;
  seals = 0;

  /** @param knownHead hash of a seal that was noted outside: the trail must still hold it */
  constructor(
    private readonly workspaceId: string,
    private readonly knownHead: string | null = null,
  ) {}

  /** The end of what was verified so far. */
  get head(): ChainEnd {
    return this.last;
  }

  /** @param events of the seal, in the order in which they were found */
  next(seal: SealRecord, events: readonly TrailEvent[]): Misfit | null {
    const found = misfitOfSeal(seal, this.last, this.workspaceId) ?? misfitOfEvents(seal, events);
    if (found) return found;
    for (const event of events) this.erasures.look(event);
    this.last = { number: seal.number, hash: seal.hash };
    this.knownHeadSeen ||= seal.hash === this.knownHead;
    this.seals += 1;
    this.events += events.length;
    return null;
  }

  /**
   * What is missing at the end.
   *
   * @param erasures what is erased and recorded as erased, where somebody may have erased texts in the meantime
   */
  end(erasures = this.erasures): Misfit | null {
    if (this.knownHead !== null && !this.knownHeadSeen) {
      return misfit('head_missing', { seal: this.last.number, params: { head: this.knownHead } });
    }
    return erasures.misfit();
  }
}
