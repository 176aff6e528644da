/** A kind of record that one person owes by a day, with the columns of a deadline. */
export interface DatedRecords {
  /** `task`: begins the events' types. */
  readonly noun: string;
  readonly table: string;
  /** Column of who owes it. */
  readonly owedBy: 'assignee_id' | 'owner_id';
  /** SQL on `t`: the predicate that the partial indexes of the sweeps share: owed, running and not flagged. */
  readonly running: string;
  readonly belonging: Belonging;
}

/** What a kind of record belongs to, in SQL on `t`. */
export interface Belonging {
  readonly join: string;
  /** When its days count. */
  readonly counts: string;
  /** How what it belongs to is locked while the record is marked. */
  readonly lock: string;
  readonly itemId: string;
  readonly itemKey: string;
  /** Who hears with its assignee that it is late. */
  readonly ownerId: string;
}

/** An item that is moving right now is looked at again next time. */
export const BELOW_ITEM: Belonging = {
  join: 'JOIN items i ON i.id = t.item_id',
  counts: "i.status = 'active' AND i.cycle = t.cycle",
  lock: 'FOR SHARE OF i SKIP LOCKED',
  itemId: 't.item_id',
  itemKey: 't.item_key',
  ownerId: 'i.owner_id',
};
