import type { Config } from './config/index.js';

/** Whatever keeps the database from being used, in one line that names it, without its password. */
export function databaseProblem(databaseUrl: string, error: unknown): Error {
  const { hostname, port, pathname } = new URL(databaseUrl);
  const name = `${hostname || 'localhost'}:${port || 5432}${pathname}`;
  return new Error(`the database ${name} cannot be used: ${reasonOf(error)}`);
}

/** Whatever keeps the product from listening, with what to do about it. */
export function listenProblem({ host, port }: Pick<Config, 'host' | 'port'>, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  if (code === 'EADDRINUSE') return new Error(`port ${port} on ${host} is in use: set PORT to another`);
  if (code === 'EACCES') return new Error(`port ${port} needs more rights: set PORT to another`);
  return new Error(`cannot listen on ${host}:${port} (${code}): check HOST and PORT`);
}

function reasonOf(error: unknown): string {
  // A name with several addresses fails with one error for each, and a message of none.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join(', ');
  const { message, code } = error as { message?: string; code?: string };
  return (message || code || String(error)).replace(/\s*\n\s*/g, ' ');
}
