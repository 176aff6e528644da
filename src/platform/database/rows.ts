import type { EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

import type { Tx } from './transactions.js';

// The way past the ORM's query builder for rows that are read and written all day. It composes every statement anew,
// which for a single row costs two to three times what sending it and reading the answer does (docs/benchmarks.md).

type Lock = 'FOR UPDATE' | 'FOR SHARE';

/**
 * One row of a table, as its entity; null when there is none.
 *
 * @param where properties and what they must be; none may be null
 */
export async function findRow<Row extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<Row>,
  where: Partial<Row>,
  lock?: Lock,
): Promise<Row | null> {
  const metadata = tx.connection.getMetadata(entity);
  const sql = `SELECT ${columnsOf(metadata)} FROM "${metadata.tableName}" WHERE ${conditions(metadata, where)} ${lock ?? ''}`;
  const [row] = await tx.query<ObjectLiteral[]>(sql, Object.values(where));
  return row === undefined ? null : entityOf<Row>(metadata, row);
}

/** Whether the table has such a row. */
export async function rowExists<Row extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<Row>,
  where: Partial<Row>,
): Promise<boolean> {
  const metadata = tx.connection.getMetadata(entity);
  const sql = `SELECT 1 FROM "${metadata.tableName}" WHERE ${conditions(metadata, where)} LIMIT 1`;
  return (await tx.query<unknown[]>(sql, Object.values(where))).length > 0;
}

/** Adds a row and answers it as it stands then, with the defaults of what was left out or undefined. */
export async function insertRow<Row extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<Row>,
  values: Partial<Row>,
): Promise<Row> {
  const metadata = tx.connection.getMetadata(entity);
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const names = given.map(([property]) => column(metadata, property)).join(', ');
  const places = given.map((_, index) => `$${index + 1}`).join(', ');
  const [row] = await tx.query<ObjectLiteral[]>(
    `INSERT INTO "${metadata.tableName}" (${names}) VALUES (${places}) RETURNING ${columnsOf(metadata)}`,
    given.map(([, value]) => value as unknown),
  );
  return entityOf<Row>(metadata, row ?? {});
}

/** Writes properties of the row with that id; what is left out or undefined stays as it is. */
export async function updateRow<Row extends ObjectLiteral & { id: string }>(
  tx: Tx,
  entity: EntityTarget<Row>,
  id: string,
  changes: Partial<Row>,
): Promise<void> {
  const metadata = tx.connection.getMetadata(entity);
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const assignments = given.map(([property], index) => `${column(metadata, property)} = $${index + 2}`).join(', ');
  const sql = `UPDATE "${metadata.tableName}" SET ${assignments} WHERE ${column(metadata, 'id')} = $1`;
  await tx.query(sql, [id, ...given.map(([, value]) => value as unknown)]);
}

function conditions(metadata: EntityMetadata, where: ObjectLiteral): string {
  return Object.keys(where)
    .map((property, index) => `${column(metadata, property)} = $${index + 1}`)
    .join(' AND ');
}

const columnLists = new WeakMap<EntityMetadata, string>();

function columnsOf(metadata: EntityMetadata): string {
  const known = columnLists.get(metadata);
  if (known !== undefined) return known;
  const list = metadata.columns
    .map(({ propertyName }) => `${column(metadata, propertyName)} AS "${propertyName}"`)
    .join(', ');
  columnLists.set(metadata, list);
  return list;
}

/**
 * @throws Error for a column that `pg` would not read and write just as the ORM does: one with a transformer, an
 * embedded one, and JSON, whose arrays `pg` takes for SQL's
 */
function column(metadata: EntityMetadata, property: string): string {
  const found = metadata.findColumnWithPropertyName(property);
  if (!found) throw new Error(`${metadata.name} has no column "${property}"`);
  if (found.transformer || found.embeddedMetadata || found.type === 'jsonb') {
    throw new Error(`${metadata.name}.${property} is for the ORM to read and write`);
  }
  return `"${found.databaseName}"`;
}

function entityOf<Row extends ObjectLiteral>(metadata: EntityMetadata, row: ObjectLiteral): Row {
  return Object.assign(metadata.create(), row) as Row;
}
