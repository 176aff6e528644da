import { deepStrictEqual } from 'node:assert';

import type { Answer, Line, LoadRequest } from '../line.js';
import type { Server } from '../servers/server.js';
import type { Statement } from './statement.js';
import type { StatementLog } from './statement-log.js';

/** What the bare pair needs to run a line: the product's statements, and the values in them that vary. */
export interface RecordedLine {
  readonly statements: readonly Statement[];
  /** By slot. */
  readonly values: Readonly<Record<string, string>>;
  /** Ids that the product made up in this request. */
  readonly newIds: readonly string[];
}

/** Sent when a connection begins to serve another workspace: no part of a request, and nothing under a steady load. */
const TAG = /set_config\('shewhart\.workspace'/;

/** Takes down what the product sends to PostgreSQL for one request of the line. */
export async function recordLine(
  line: Line,
  product: Server,
  log: StatementLog,
  next: () => LoadRequest,
): Promise<RecordedLine> {
  // The first request of a process may open connections and fill caches; the second shows what every other one sends.
  await product.send(next());
  const began = Date.now();
  const { statements: all, result } = await log.during(product.application, () => product.send(next()));
  const statements = all.filter(({ text }) => !TAG.test(text));
  if (statements.length === 0) throw new Error(`${line.name}: PostgreSQL's log shows no statement of the product`);
  const answer = result as Answer;
  const values = Object.entries(line.slots).map(([name, slot]) => [name, slot.recorded(answer)]);
  const newIds = idsMadeSince(began, statements);
  return { statements, values: Object.fromEntries(values) as Record<string, string>, newIds };
}

const UUID_V7 = /\b([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** A UUID of version 7 begins with the milliseconds since 1970 at which it was made (RFC 9562, section 5.7). */
function idsMadeSince(milliseconds: number, statements: readonly Statement[]): string[] {
  const found = statements
    .flatMap(({ params = [] }) => params)
    .flatMap((param) => [...(param ?? '').matchAll(UUID_V7)])
    .filter(([, high, low]) => parseInt(`${high}${low}`, 16) >= milliseconds);
  return [...new Set(found.map(([id]) => id))];
}

/**
 * Looks into the same log at what the bare pair sends, so that "the same SQL" is seen and not believed.
 *
 * @throws Error that shows the first difference
 */
export async function checkSameSql(
  { name }: Line,
  { statements: expected }: RecordedLine,
  bare: Server,
  log: StatementLog,
  next: () => LoadRequest,
): Promise<void> {
  await bare.send(next());
  const { statements } = await log.during(bare.application, () => bare.send(next()));
  deepStrictEqual(
    statements.map(shapeOf),
    expected.map(shapeOf),
    `${name}: the bare pair does not send the product's statements`,
  );
}

/** A statement without what may differ from one request to the next. */
function shapeOf({ text, name, params }: Statement) {
  return { text, name, params: params?.map((param) => (param === null ? 'NULL' : 'value')) };
}
