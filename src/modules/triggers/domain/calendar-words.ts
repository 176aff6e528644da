export const EVENT_KINDS = ['promotion', 'holiday', 'release', 'other'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** `exclude`: the periods are judged neither worse nor healthy. `annotate`: they are judged, and the sentence names it. */
export const EVENT_EFFECTS = ['exclude', 'annotate'] as const;
export type EventEffect = (typeof EVENT_EFFECTS)[number];
