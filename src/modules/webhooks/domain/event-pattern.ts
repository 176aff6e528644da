/** What may stand in a webhook's list of events: `item.opened`, `task.*` or `*`. */
export const EVENT_PATTERN = /^(\*|[a-z_]+\.(\*|[a-z_]+))$/;

/** The patterns that stand for this event type: a webhook wants it when its list holds one of them. */
export function patternsOf(type: string): string[] {
  return ['*', `${type.split('.')[0]}.*`, type];
}
