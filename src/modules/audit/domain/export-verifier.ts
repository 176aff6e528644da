import { misfitOfEvents } from './check-seal.js';
import { EXPORT_FORMAT, type ExportEnd, type ExportHeader, readLine } from './export-lines.js';
import { type Misfit, misfit } from './misfit.js';
import type { SealRecord } from './seal.js';
import type { TrailEvent } from './trail-event.js';
import { TrailVerifier } from './trail-verifier.js';

/** The file cannot be verified at all, for a reason that is not tampering. */
export class NotAnExport extends Error {}

/** Verifies an export line by line, in the memory of one seal. */
export class ExportVerifier {
  private trail: TrailVerifier | undefined;
  private seal: SealRecord | undefined;
  private events: TrailEvent[] = [];
  private ended = false;
  private lines = 0;

  /** @param knownHead hash of a seal that was noted elsewhere: without it, seals cut off the end are not missed */
  constructor(private readonly knownHead: string | null = null) {}

  get counts(): { events: number; seals: number; head: string | null } {
    const { events = 0, seals = 0, head } = this.trail ?? {};
    return { events, seals, head: head && head.number > 0 ? head.hash : null };
  }

  /**
   * @param text one line without its line break; undefined for bytes that are no text
   * @throws NotAnExport when the first line is no header, or one of a filtered export
   */
  next(text: string | undefined): Misfit | null {
    this.lines += 1;
    if (this.ended) return misfit('after_the_end');
    const line = text === undefined ? undefined : readLine(text);
    if (!this.trail) {
      this.trail = new TrailVerifier(headerOf(line).workspaceId, this.knownHead);
      return null;
    }
    switch (line?.kind) {
      case 'event':
        return this.takeEvent(this.trail, line.event);
      case 'seal':
        return this.finishSeal(this.trail) ?? this.begin(line.seal);
      case 'end':
        this.ended = true;
        return this.finishSeal(this.trail) ?? misfitOfEnd(line, this.trail) ?? this.trail.end();
      case 'export':
      case undefined:
        return this.unreadable(this.trail);
    }
  }

  /**
   * What is missing after the last line.
   *
   * @param hasRest whether something follows that no line break ends
   * @throws NotAnExport when there was no line at all
   */
  end(hasRest: boolean): Misfit | null {
    if (!this.trail) throw new NotAnExport('the file has no line');
    if (this.ended) return hasRest ? misfit('after_the_end') : null;
    return this.prefixMisfit() ?? misfit('truncated', { seal: this.seal?.number ?? this.trail.head.number });
  }

  private begin(seal: SealRecord): null {
    this.seal = seal;
    this.events = [];
    return null;
  }

  private takeEvent(trail: TrailVerifier, event: TrailEvent): Misfit | null {
    if (!this.seal) return misfit('event_unexpected', { seal: trail.head.number, event: event.id });
    this.events.push(event);
    // Only as many as belong to it are kept; one more is told from them at once.
    return this.events.length > this.seal.count ? this.finishSeal(trail) : null;
  }

  private finishSeal(trail: TrailVerifier): Misfit | null {
    if (!this.seal) return null;
    const found = trail.next(this.seal, this.events);
    this.seal = undefined;
    return found;
  }

  private unreadable(trail: TrailVerifier): Misfit {
    const earlier = this.prefixMisfit();
    if (earlier) return earlier;
    const params = { line: this.lines };
    const event = this.seal?.eventIds[this.events.length];
    if (this.seal && event !== undefined) {
      return misfit('event_unreadable', { seal: this.seal.number, event, params });
    }
    return misfit('seal_unreadable', { seal: (this.seal?.number ?? trail.head.number) + 1, params });
  }

  /** Whether something is wrong already before the place at which reading stopped. */
  private prefixMisfit(): Misfit | null {
    if (!this.seal) return null;
    const { length } = this.events;
    const prefix = {
      ...this.seal,
      eventIds: this.seal.eventIds.slice(0, length),
      leaves: this.seal.leaves.slice(0, length),
    };
    return misfitOfEvents(prefix, this.events);
  }
}

function headerOf(line: ReturnType<typeof readLine>): ExportHeader {
  if (line?.kind !== 'export') throw new NotAnExport('the first line is not that of an export of the audit trail');
  if (line.format !== EXPORT_FORMAT) throw new NotAnExport(`it has format ${line.format}, and this program reads 1`);
  if (line.filtered) throw new NotAnExport('a filtered export cannot be verified: export the whole trail');
  return line;
}

function misfitOfEnd({ events, seals, head }: ExportEnd, trail: TrailVerifier): Misfit | null {
  const fits = events === trail.events && seals === trail.seals && head === trail.head.hash;
  return fits ? null : misfit('counts_wrong', { seal: trail.head.number });
}
