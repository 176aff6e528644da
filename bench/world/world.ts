/** A workspace filled with items. */
export interface WorldWorkspace {
  readonly id: string;
  /** Below which everything of it lies. */
  readonly path: string;
  readonly items: number;
}

/** What the lines may rely on to be in the database. */
export interface World {
  readonly large: WorldWorkspace;
  readonly small: WorldWorkspace;
  /** A lead of both workspaces, by API key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Id of a member who owns items. */
  readonly owner: string;
}

export interface WorldSize {
  readonly large: number;
  readonly small: number;
}

export const FULL_SIZE: WorldSize = { large: 200_000, small: 10_000 };

/** Enough for every line to run a moment. */
export const SMOKE_SIZE: WorldSize = { large: 10_000, small: 1_000 };
