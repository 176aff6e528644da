import type { Subject } from '../queries/subject.js';

/** What every event of the ladder tells of its subject; no key where it belongs to no item. */
export function subjectFacts({ itemKey, title, type, id }: Subject): Readonly<Record<string, unknown>> {
  return { ...(itemKey !== null && { itemKey }), title, about: type, aboutId: id };
}
