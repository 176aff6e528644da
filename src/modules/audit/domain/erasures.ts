import { createHash } from 'node:crypto';

import { type Misfit, misfit } from './misfit.js';
import type { TrailEvent } from './trail-event.js';

/** The action under which an erasure is recorded; its `texts` say how many were erased and which. */
export const ERASURE = 'person.erased';

/** What an erasure records about the texts that it takes away: enough to recognise them, nothing of what they said. */
export interface ErasedTexts {
  readonly count: number;
  readonly digest: string;
}

/** @param places `event:path` of each text */
export function erasedTexts(places: readonly string[]): ErasedTexts {
  const digest = createHash('sha256')
    .update([...places].sort().join('\n'))
    .digest('hex');
  return { count: places.length, digest };
}

/** Compares what is erased with what was recorded as erased: a text that somebody just took away is missed. */
export class Erasures {
  private readonly places = new Map<number, string[]>();
  private readonly recorded = new Map<number, ErasedTexts>();

  constructor(events: readonly TrailEvent[] = []) {
    for (const event of events) this.look(event);
  }

  look({ id, action, content }: TrailEvent): void {
    for (const [path, { by }] of Object.entries(content.erased ?? {})) {
      this.places.set(by, [...(this.places.get(by) ?? []), `${id}:${path}`]);
    }
    if (action === ERASURE) this.recorded.set(id, content.changes['texts']?.to as ErasedTexts);
  }

  misfit(): Misfit | null {
    for (const [by, places] of this.places) {
      const { count, digest } = erasedTexts(places);
      const recorded = this.recorded.get(by);
      if (recorded?.count === count && recorded.digest === digest) continue;
      return misfit('erasure_unrecorded', { event: Math.min(...places.map((place) => Number.parseInt(place, 10))) });
    }
    return null;
  }
}
