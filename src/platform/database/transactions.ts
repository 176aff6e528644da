import { AsyncLocalStorage } from 'node:async_hooks';

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { WorkspaceRef } from '../../kernel/actor/index.js';
import { isDeadlock } from './sql-errors.js';
import { serving } from './walls/index.js';

/** A running transaction: pass it on, so that everything an action does commits together or not at all. */
export type Tx = EntityManager;

/** What the surroundings of an action want written in its transaction (an idempotency key's "done", for one). */
export const beforeCommit = new AsyncLocalStorage<(tx: Tx) => Promise<void>>();

const SERVE = `SELECT set_config('shewhart.workspace', $1, true)`;

const ATTEMPTS = 3;
const WORKSPACES_AT_ONCE = 500;

@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction (read committed). A deadlock's victim is run again from its start, so `work` must
   * change nothing but the database.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction(async (tx) => {
          const result = await work(tx);
          await beforeCommit.getStore()?.(tx);
          return result;
        });
      } catch (error) {
        if (attempt === ATTEMPTS || !isDeadlock(error)) throw error;
      }
    }
  }

  /** For reads that need no transaction of their own. */
  get reader(): EntityManager {
    return this.dataSource.manager;
  }

  /** For work on all workspaces: does it in one after the other, each time serving that one and seeing no other. */
  async inEveryWorkspace(work: (workspace: WorkspaceRef) => Promise<unknown>): Promise<void> {
    let batch: WorkspaceRef[] | undefined;
    do {
      batch = await this.workspacesAfter(batch?.at(-1)?.id ?? null);
      for (const workspace of batch) await serving(workspace.id, () => work(workspace));
    } while (batch.length === WORKSPACES_AT_ONCE);
  }

  /**
   * For an action that finds out within its transaction whose work it does, or makes the workspace: from here on, and
   * until the transaction ends, it serves that one.
   *
   * @throws Error when it serves another
   */
  async serveFromHere(tx: Tx, workspaceId: string): Promise<void> {
    const entered = await tx.query<unknown[]>(
      `SELECT set_config('shewhart.workspace', $1, true)
       WHERE coalesce(current_setting('shewhart.workspace', true), '') IN ('', $1)`,
      [workspaceId],
    );
    if (entered.length === 0) throw new Error('a transaction serves one workspace alone');
  }

  /**
   * The one exception: what happens to an account stands in the trail of each workspace of its person, or in none. For
   * as long as `work` runs the transaction serves another workspace; then the one from before.
   */
  async alsoServing(tx: Tx, workspaceId: string, work: () => Promise<unknown>): Promise<void> {
    const [before] = await tx.query<{ served: string | null }[]>(
      `SELECT current_setting('shewhart.workspace', true) AS served`,
    );
    await tx.query(SERVE, [workspaceId]);
    await work();
    await tx.query(SERVE, [before?.served ?? '']);
  }

  private workspacesAfter(id: string | null): Promise<WorkspaceRef[]> {
    return this.reader.query<WorkspaceRef[]>(
      'SELECT id, slug, time_zone AS "timeZone" FROM doors.all_workspaces($1, $2)',
      [id, WORKSPACES_AT_ONCE],
    );
  }
}
