import { join } from 'node:path';

/** Where the compiled migrations lie, beside the compiled sources. */
export const MIGRATIONS = [join(import.meta.dirname, '..', 'migrations', '*.js')];
