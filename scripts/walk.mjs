// `npm run walk`: the story of one item, told by the product itself over HTTP.
import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

ensureNode();
await ensureInstalled();
await ensureBuilt();
await import('../dist/examples/walk/walk.js');
