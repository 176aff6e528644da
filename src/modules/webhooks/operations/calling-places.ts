/** Calls that are begun at once, while they go as calls should. */
export const QUICK_PLACES = 64;
/** A call that takes longer gives its place to another, and goes on beside it. */
const SLOW_AFTER_MS = 1_000;
/** Calls in all to receivers that are known to fail; those that work never have to wait for these. */
const MOST_TO_FAILING = 256;

/** One webhook, and whether the last that was sent to it did not arrive. */
export interface Receiver {
  readonly webhookId: string;
  readonly isFailing: boolean;
}

interface Place extends Receiver {
  readonly since: number;
}

/**
 * Who is being called just now, and for how many more there is room. However many receivers hang, at most 64 calls of a
 * second stand in the way of others, and none in the next.
 */
export class CallingPlaces {
  private readonly taken = new Set<Place>();

  /** @param now milliseconds that only ever grow */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @returns what gives the place back */
  take(receiver: Receiver): () => void {
    const place = { ...receiver, since: this.now() };
    this.taken.add(place);
    return () => void this.taken.delete(place);
  }

  get room(): number {
    return Math.max(0, QUICK_PLACES - this.quick);
  }

  /** Room for those that are known to fail. */
  get roomForFailing(): number {
    const failing = [...this.taken].filter(({ isFailing }) => isFailing).length;
    return Math.max(0, Math.min(this.room, MOST_TO_FAILING - failing));
  }

  /** How many were begun just now, and may end at any moment. */
  get quick(): number {
    const now = this.now();
    return [...this.taken].filter(({ since }) => now - since < SLOW_AFTER_MS).length;
  }

  /** Those that are talked to wait until they have answered: a slow one delays itself alone. */
  get webhookIds(): string[] {
    return [...new Set([...this.taken].map(({ webhookId }) => webhookId))];
  }
}
