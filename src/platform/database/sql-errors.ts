interface PostgresError {
  readonly code: string;
  readonly constraint?: string;
}

function postgresError(error: unknown): PostgresError | undefined {
  // TypeORM wraps the driver's error; bare `pg` throws it as it is.
  const inner = (error as { driverError?: unknown } | null)?.driverError ?? error;
  return typeof (inner as PostgresError | null)?.code === 'string' ? (inner as PostgresError) : undefined;
}

/** Two transactions waited for each other (40P01) or could not be put in order (40001): one may simply be run again. */
export function isDeadlock(error: unknown): boolean {
  const code = postgresError(error)?.code;
  return code === '40P01' || code === '40001';
}

/** Whether the named unique constraint or index refused the row. */
export function violatesUnique(error: unknown, constraint: string): boolean {
  const sql = postgresError(error);
  return sql?.code === '23505' && sql.constraint === constraint;
}

/** Whether the named foreign key refused the row. */
export function violatesForeignKey(error: unknown, constraint: string): boolean {
  const sql = postgresError(error);
  return sql?.code === '23503' && sql.constraint === constraint;
}

const LOST_CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
]);

// What the driver and the ORM say of a statement that comes after its connection broke; neither has a code for it.
const LOST_MIDWAY =
  /Connection terminated|timeout exceeded when trying to connect|is not queryable|query runner (was )?already released/i;

/** The database went away or is starting: the same request may succeed in a moment. */
export function isDatabaseGone(error: unknown): boolean {
  const code = postgresError(error)?.code;
  const message = error instanceof Error ? error.message : '';
  return (code !== undefined && LOST_CONNECTION.has(code)) || LOST_MIDWAY.test(message);
}
