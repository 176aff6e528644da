import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import fastify from 'fastify';
import pg from 'pg';

import { LINES } from '../lines/index.js';
import { type BareSettings, barePrefix } from '../servers/bare.js';
import { compileReplay, replay } from './replay.js';

/** As many connections as the product's pool has (src/platform/database/data-source.ts). */
const POOL_SIZE = 20;
const DATE_OID = 1082;

async function main(): Promise<void> {
  const [{ databaseUrl, recordings }] = (await once(process, 'message')) as [BareSettings];
  // The product reads dates as text, too; making Date objects of them would slow the bare side down.
  pg.types.setTypeParser(DATE_OID, (text) => text);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    keepAlive: true,
    application_name: 'bare',
  });
  const app = fastify();
  LINES.forEach((line, index) => {
    const recording = recordings[line.name];
    if (!recording) return;
    const steps = compileReplay(recording);
    app.all<{ Params: Record<string, string> }>(`${barePrefix(index)}${line.route}`, (request) =>
      replay(pool, steps, line.slots, request.params),
    );
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  process.once('SIGTERM', () => process.exit(0));
  // A bench that was killed cannot stop us any more.
  process.once('disconnect', () => process.exit(0));
  process.send?.((app.server.address() as AddressInfo).port);
}

await main();
