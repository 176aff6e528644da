/** Where the database is, under a login that row-level security binds. */
export const DATABASE_URL = Symbol('DATABASE_URL');
