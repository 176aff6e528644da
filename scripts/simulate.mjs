// How often each kind of rule cries wolf, and how often it finds a shift (docs/triggers.md).
//
//   npm run simulate                 all runs; writes the figures and the plot into docs/
//   npm run simulate -- --runs 200   a quick look; writes nothing
import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

ensureNode();
await ensureInstalled();
await ensureBuilt();
await import('../dist/bench/simulation/main.js');
