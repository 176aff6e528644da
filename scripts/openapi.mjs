// Writes what the API promises to docs/openapi.json, from which the web client is generated.
//
//   node scripts/openapi.mjs          writes the file
//   node scripts/openapi.mjs --check  changes nothing; exit code 1 when the file is not what the code says
//   node scripts/openapi.mjs --print  to standard output
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ensureBuilt, ensureInstalled, ensureNode, fail, root } from './setup.mjs';

const DIFFERENCES_SHOWN = 10;
const [option] = process.argv.slice(2);
if (![undefined, '--check', '--print'].includes(option)) fail('node scripts/openapi.mjs [--check|--print]');

ensureNode();
await ensureInstalled();
await ensureBuilt();
const file = join(root, 'docs', 'openapi.json');
const text = `${JSON.stringify(sorted(await describe()), null, 2)}\n`;
if (option === '--print') process.stdout.write(text);
else if (option === '--check') check();
else {
  writeFileSync(file, text);
  console.log('Wrote docs/openapi.json');
}

async function describe() {
  const built = (path) => import(new URL(`../dist/src/${path}`, import.meta.url).href);
  const { AppModule } = await built('app.module.js');
  const { openApiDocument } = await built('open-api.js');
  const { systemClock } = await built('kernel/time/index.js');
  // A preview composes the modules without making a single provider, so no database is asked for.
  const app = await NestFactory.create(
    AppModule.with({ config: {}, clock: systemClock, runsJobs: false }),
    new FastifyAdapter(),
    { preview: true, logger: ['error', 'fatal'], abortOnError: false },
  );
  return openApiDocument(app);
}

/** With its keys in order, so that a change of the code's order is no change of the document. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

function check() {
  const committed = readIfThere(file);
  if (committed === text) {
    console.log('docs/openapi.json says what the code says.');
    return;
  }
  const paths =
    committed === undefined ? ['the file is missing'] : differences(JSON.parse(committed), JSON.parse(text), '');
  for (const path of paths.slice(0, DIFFERENCES_SHOWN)) console.log(path);
  if (paths.length > DIFFERENCES_SHOWN) console.log(`… and ${paths.length - DIFFERENCES_SHOWN} more`);
  fail('docs/openapi.json is not what the code says: run npm run openapi and commit it.');
}

/** Where two documents part, as paths into them. */
function differences(before, after, path) {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isObject(before) || !isObject(after)) return [`changed ${path}`];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const here = path === '' ? key : `${path} › ${key}`;
    if (!(key in before)) return [`added ${here}`];
    if (!(key in after)) return [`removed ${here}`];
    return differences(before[key], after[key], here);
  });
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
