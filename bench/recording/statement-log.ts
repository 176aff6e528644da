import { open, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import type pg from 'pg';

import { statementsIn } from './parse-log.js';
import type { Statement } from './statement.js';

/** Sessions take a changed setting up between two statements; a tenth of a second is ample. */
const SETTLE_MS = 100;

/** Reads from PostgreSQL's own log what a process really sends. */
export class StatementLog {
  constructor(
    private readonly sql: pg.Client,
    private readonly path: string,
  ) {}

  /** What `application` sends while `work` runs. Nobody else may use that name meanwhile. */
  async during<T>(application: string, work: () => Promise<T>): Promise<{ statements: Statement[]; result: T }> {
    await this.logStatements('all');
    const { size: from } = await stat(this.path);
    try {
      const result = await work();
      await pause(SETTLE_MS);
      return { statements: statementsIn(await readFrom(this.path, from), application), result };
    } finally {
      await this.logStatements('none');
    }
  }

  private async logStatements(which: 'all' | 'none'): Promise<void> {
    await this.sql.query(`ALTER SYSTEM SET log_statement = '${which}'`);
    await this.sql.query('SELECT pg_reload_conf()');
    await pause(SETTLE_MS);
  }
}

async function readFrom(path: string, position: number): Promise<string> {
  const file = await open(path);
  try {
    return await file.createReadStream({ start: position, encoding: 'utf8' }).reduce((all, part) => all + part, '');
  } finally {
    await file.close();
  }
}
