// How fast `npm run detect` judges a year of minutes, beside the same rows only parsed (docs/anomaly-detection.md).
import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

ensureNode();
await ensureInstalled();
await ensureBuilt();
await import('../dist/bench/detect/main.js');
