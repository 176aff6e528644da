// How fast the product is beside bare Fastify and bare `pg` (docs/benchmarks.md).
//
//   npm run bench                          all lines, under four minutes
//   npm run bench -- --json FILE           the figures as JSON, too
//   npm run bench -- --smoke               seconds: whether every line works
//   npm run bench -- --only transition     one line; may be repeated
//   npm run bench -- --profile FOLDER      a CPU profile of the product's process
import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

ensureNode();
await ensureInstalled();
await ensureBuilt();
await import('../dist/bench/main.js');
