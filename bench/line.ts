import type pg from 'pg';

import type { World } from './world/world.js';

/** One request as it is sent to the product and, below a prefix, to the bare pair. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

/** The body of an answer; a list answers `rows`. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * A value inside the recorded statements that another request replaces by its own: the item's id, its key. Instants and
 * new ids need none: whatever was now or new in the recording is so again.
 */
export interface Slot {
  /** What it was in the recorded request, as text, told by the product's answer. */
  recorded(answer: Answer): string;
  /**
   * What it is in this request; asked once, when the first statement needs it.
   *
   * @param params of the path
   * @param row the first rows of all results so far, laid over each other
   */
  replayed(params: Readonly<Record<string, string>>, row: Readonly<Record<string, unknown>>): string;
}

/** One line of the benchmark: a kind of request, and what the product should reach with it. */
export interface Line {
  readonly name: string;
  /** The product's route, which the bare pair's router matches as well. */
  readonly route: string;
  /** The least share of the bare pair's rate at 16 connections. */
  readonly aim?: number;
  /** The least share of another line's rate, measured in the same rounds at 16 connections. */
  readonly asFastAs?: { readonly line: string; readonly least: number };
  /**
   * Prepares rows of its own if it needs some.
   *
   * @returns the supply of requests; each is sent once, to one side or the other, and it throws when there are no more
   */
  requests(world: World, sql: pg.Client): Promise<() => LoadRequest>;
  readonly slots: Readonly<Record<string, Slot>>;
}
