import { Injectable } from '@nestjs/common';

import { serving, Transactions } from '../../../platform/database/index.js';
import { EXPORT_FORMAT, writeLine } from '../domain/export-lines.js';
import { BEFORE_THE_FIRST } from '../domain/seal.js';
import { SealEvents } from '../operations/seal-events.operation.js';
import { TrailRepository } from '../persistence/trail.repository.js';
import { WalkTrail } from './walk-trail.query.js';

/** A workspace's sealed trail as text that can be verified without the server (docs/audit-trail.md). */
@Injectable()
export class ExportTrail {
  constructor(
    private readonly transactions: Transactions,
    private readonly trail: TrailRepository,
    private readonly sealEvents: SealEvents,
    private readonly walk: WalkTrail,
  ) {}

  /**
   * Line by line, with line breaks. Seals first what waits, so that all that is committed now is in it. Ends
   * without its last line, and an error, when texts are erased meanwhile.
   */
  async *run(workspaceId: string): AsyncGenerator<string> {
    await this.sealEvents.sealWorkspace(workspaceId);
    const lastErasure = await this.lastErasure(workspaceId);
    yield `${writeLine({ kind: 'export', format: EXPORT_FORMAT, workspaceId, filtered: false })}\n`;
    let { hash: head } = BEFORE_THE_FIRST;
    let seals = 0;
    let count = 0;
    for await (const { seal, events } of this.walk.run(workspaceId)) {
      const lines = [writeLine({ kind: 'seal', seal }), ...events.map((event) => writeLine({ kind: 'event', event }))];
      yield `${lines.join('\n')}\n`;
      head = seal.hash;
      seals += 1;
      count += events.length;
    }
    // Texts that were erased meanwhile are in the pages before and not in those after: no export of one time.
    if ((await this.lastErasure(workspaceId)) !== lastErasure) throw new Error('texts were erased meanwhile');
    yield `${writeLine({ kind: 'end', events: count, seals, head })}\n`;
  }

  private lastErasure(workspaceId: string): Promise<number | null> {
    return serving(workspaceId, () => this.trail.lastErasure(this.transactions.reader, workspaceId));
  }
}
