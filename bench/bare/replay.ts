import type pg from 'pg';

import type { Slot } from '../line.js';
import type { RecordedLine } from '../recording/record-line.js';
import { type ParamTemplate, templateOf } from './param-template.js';
import { SlotValues } from './slot-values.js';

/** A recorded statement, ready to be sent again for another request. */
export interface Step {
  readonly text: string;
  readonly name?: string;
  /** Undefined: sent as bare text, as the product does with BEGIN and COMMIT. */
  readonly params?: readonly ParamTemplate[];
  readonly role: 'begin' | 'end' | 'work';
}

export function compileReplay({ statements, values, newIds }: RecordedLine): Step[] {
  // A new id stands for itself: SlotValues makes one for every name that is no slot.
  const varying = { ...values, ...Object.fromEntries(newIds.map((id) => [id, id])) };
  return statements.map(({ text, name, params }) => ({
    text,
    name,
    params: params?.map((param) => templateOf(param, varying)),
    role: /^(START TRANSACTION|BEGIN)/i.test(text) ? 'begin' : /^(COMMIT|ROLLBACK)$/i.test(text) ? 'end' : 'work',
  }));
}

/**
 * Sends the statements once more with this request's own values: those of a transaction on one connection of the pool,
 * others on whichever is free.
 *
 * @returns the rows of the largest result
 */
export async function replay(
  pool: pg.Pool,
  steps: readonly Step[],
  slots: Readonly<Record<string, Slot>>,
  params: Readonly<Record<string, string>>,
): Promise<unknown> {
  const values = new SlotValues(slots, params);
  let client: pg.PoolClient | undefined;
  let answer: pg.QueryResult | undefined;
  try {
    for (const step of steps) {
      if (step.role === 'begin') client = await pool.connect();
      const result = await send(client ?? pool, step, values);
      values.learn(result.rows[0] as Record<string, unknown> | undefined);
      if (sizeOf(result) > sizeOf(answer)) answer = result;
      if (step.role !== 'end') continue;
      client?.release();
      client = undefined;
    }
    return answer?.rows.length === 1 ? answer.rows[0] : { rows: answer?.rows };
  } catch (error) {
    // Closing the connection undoes what it began.
    client?.release(true);
    throw error;
  }
}

function send(to: pg.Pool | pg.PoolClient, { text, name, params }: Step, values: SlotValues): Promise<pg.QueryResult> {
  return params === undefined ? to.query(text) : to.query({ text, name, values: params.map((param) => param(values)) });
}

function sizeOf(result: pg.QueryResult | undefined): number {
  return result ? result.rows.length * result.fields.length : -1;
}
