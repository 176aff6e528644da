import { AsyncLocalStorage } from 'node:async_hooks';

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import { isDeadlock } from './sql-errors.js';

/** A running transaction: pass it on, so that everything an action does commits together or not at all. */
export type Tx = EntityManager;

/** What the surroundings of an action want written in its transaction (an idempotency key's "done", for one). */
export const beforeCommit = new AsyncLocalStorage<(tx: Tx) => Promise<void>>();

const ATTEMPTS = 3;

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
}
