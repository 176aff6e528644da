import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the compiled migrations lie, beside the compiled sources. */
export const MIGRATIONS = [join(import.meta.dirname, '..', 'migrations', '*.js')];

/** The numbers by which the database remembers which of them ran. */
export function migrationNumbers(): number[] {
  const files = readdirSync(join(import.meta.dirname, '..', 'migrations'));
  return [...new Set(files.flatMap((file) => /^(\d+)-\w+\.[jt]s$/.exec(file)?.[1] ?? []))].map(Number);
}
