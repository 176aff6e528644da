/** Letters that are begun at once, while they go as letters should. */
const QUICK_PLACES = 8;
/** A letter that takes longer gives its place to another, and goes on beside it. */
const SLOW_AFTER_MS = 2_000;
/** Connections in all; mail servers allow one client some dozens. */
export const MOST_CONNECTIONS = 32;
/** While so many letters to one domain are slow, it is begun with no other: what hangs there holds up nobody else. */
const SLOW_AT_ONE_DOMAIN = 8;

interface Place {
  readonly recipient: string;
  readonly since: number;
}

/** Who is being written to just now, and for how many more there is room. */
export class SendingPlaces {
  private readonly taken = new Set<Place>();

  /** @param now milliseconds that only ever grow */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @returns what gives the place back */
  take(recipient: string): () => void {
    const place = { recipient, since: this.now() };
    this.taken.add(place);
    return () => void this.taken.delete(place);
  }

  get room(): number {
    const quick = this.taken.size - this.slow().length;
    return Math.max(0, Math.min(QUICK_PLACES - quick, MOST_CONNECTIONS - this.taken.size));
  }

  /** One letter to an address at a time. */
  get recipients(): string[] {
    return [...this.taken].map(({ recipient }) => recipient);
  }

  /** Domains at which too much hangs already. */
  get stuckDomains(): string[] {
    const counts = new Map<string, number>();
    for (const { recipient } of this.slow()) {
      const domain = domainOf(recipient);
      counts.set(domain, (counts.get(domain) ?? 0) + 1);
    }
    return [...counts].filter(([, count]) => count >= SLOW_AT_ONE_DOMAIN).map(([domain]) => domain);
  }

  private slow(): Place[] {
    const now = this.now();
    return [...this.taken].filter(({ since }) => now - since >= SLOW_AFTER_MS);
  }
}

/** As PostgreSQL's `lower(split_part(recipient, '@', 2))`. */
function domainOf(recipient: string): string {
  return (recipient.split('@')[1] ?? '').toLowerCase();
}
