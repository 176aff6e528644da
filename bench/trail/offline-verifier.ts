import { verifyExport } from '../../src/verify-export.js';
import type { KeeperAnswer } from './keeper-orders.js';

/** Verifies the export that it is given, tells what that took, and ends. */
const began = performance.now();
const code = await verifyExport(process.argv.slice(2), () => undefined);
const maxRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
process.send?.({ ok: code === 0, ms: performance.now() - began, maxRssMb } satisfies KeeperAnswer);
process.disconnect();
