import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

ensureNode();
await ensureInstalled();
await ensureBuilt();
