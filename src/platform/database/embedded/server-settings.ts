import { createServer } from 'node:net';

export const OWNER = 'shewhart';
export const APPLICATION = 'shewhart_app';
export const HOST = '127.0.0.1';

/**
 * Arguments of `postgres`; they win over postgresql.conf, which stays as initdb wrote it. Memory is what an idle product
 * on a small machine can spare; a larger one runs its own PostgreSQL through DATABASE_URL.
 */
export function serverArguments(port: number, extra: string[]): string[] {
  const settings = {
    listen_addresses: HOST,
    port: String(port),
    // TCP alone: a socket would need a folder that two users can write to and a path below 108 bytes.
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    logging_collector: 'off',
  };
  return [...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]), ...extra];
}

/** initdb's arguments: the same sort order on every platform, whatever locales it has. */
export function clusterArguments(folder: string, passwordFile: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
}

/**
 * Nothing of the caller's PGDATA, PGPORT, PGOPTIONS and so on (Windows' own variables Node adds by itself); messages in
 * English, for the log is searched.
 */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C' };

/** A TCP port on the loopback address that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
