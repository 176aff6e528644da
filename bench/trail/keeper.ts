import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { createApp } from '../../src/create-app.js';
import { boundHeapGrowth } from '../../src/heap-growth.js';
import { systemClock } from '../../src/kernel/time/index.js';
import { ExportTrail, SealEvents, VerifyTrail } from '../../src/modules/audit/index.js';
import { serving } from '../../src/platform/database/index.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import type { KeeperAnswer, KeeperOrder, KeeperSettings } from './keeper-orders.js';

/** The product without HTTP and jobs, in a process of its own: seals, verifies and exports when it is told to. */
async function main(): Promise<void> {
  boundHeapGrowth();
  const [{ config }] = (await once(process, 'message')) as [KeeperSettings];
  const logger = new TerminalLogger(() => undefined);
  const app = await createApp({ config, clock: systemClock, runsJobs: false }, logger);
  await app.init();
  const [sealEvents, verifyTrail, exportTrail] = [app.get(SealEvents), app.get(VerifyTrail), app.get(ExportTrail)];
  let sealing = false;
  let rounds: Promise<void> = Promise.resolve();

  async function keepSealing(everyMs: number): Promise<void> {
    while (sealing) {
      await sealEvents.run();
      await sleep(everyMs);
    }
  }

  async function obey(order: KeeperOrder): Promise<boolean> {
    switch (order.kind) {
      case 'seal':
        await sealEvents.run();
        return true;
      case 'keep-sealing':
        sealing = true;
        rounds = keepSealing(order.everyMs);
        return true;
      case 'rest':
        sealing = false;
        await rounds;
        return true;
      case 'verify': {
        const { workspaceId } = order;
        return (await serving(workspaceId, () => verifyTrail.run(workspaceId))).misfit === null;
      }
      case 'export':
        await pipeline(exportTrail.run(order.workspaceId), createWriteStream(order.file));
        return true;
    }
  }

  process.on('message', (order: KeeperOrder) => {
    const began = performance.now();
    void obey(order).then((ok) => {
      const answer = { ok, ms: performance.now() - began, maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
      process.send?.(answer satisfies KeeperAnswer);
    });
  });
  // A bench that was killed cannot stop us any more.
  process.once('disconnect', () => process.exit(0));
  process.once('SIGTERM', () => process.exit(0));
  process.send?.({ ok: true, ms: 0, maxRssMb: 0 } satisfies KeeperAnswer);
}

await main();
