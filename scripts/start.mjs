import { ensureBuilt, ensureInstalled, ensureNode, root } from './setup.mjs';

ensureNode();
await ensureInstalled();
await ensureBuilt();
// DATA_DIR is relative to the project, from wherever the script is called.
process.chdir(root);
await import('../dist/src/standalone.js');
