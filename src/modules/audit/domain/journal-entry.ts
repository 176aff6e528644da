/** Old and new value of each field that changed. */
export type FieldChanges = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

/** What is written about one change, for the audit trail and for those who react to it. */
export interface JournalEntry {
  /** Noun and past tense: `item.stage_advanced`. */
  readonly type: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** The improvement item it belongs to, so that it stands in that item's history. */
  readonly itemId?: string | null;
  readonly changes?: FieldChanges;
  readonly reason?: string | null;
  /** Further facts for reactions; the audit trail does not keep them. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** One of many to which the same thing happened. */
export type HappenedToMany = Required<Pick<JournalEntry, 'subject' | 'itemId' | 'facts'>>;

/**
 * The fields in which `after` differs from `before`, compared as JSON. A field that `before` lacks counts as null.
 */
export function changesBetween(before: object, after: object): FieldChanges {
  const old = before as Readonly<Record<string, unknown>>;
  const changed = Object.entries(after)
    .map(([field, to]) => ({ field, from: old[field] ?? null, to: (to as unknown) ?? null }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return Object.fromEntries(changed.map(({ field, from, to }) => [field, { from, to }]));
}
