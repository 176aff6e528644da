import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { JudgeQuality } from '../operations/quality/judge-quality.js';

/** Every upload gets its report on quality. */
@ReactsTo({ name: 'judge-quality', on: ['metric.points_recorded'] })
export class JudgeUploads implements Reaction {
  constructor(private readonly judgeQuality: JudgeQuality) {}

  async react({ payload }: OutboxEvent, tx: Tx): Promise<void> {
    if (typeof payload['batchId'] === 'string') await this.judgeQuality.run(tx, payload['batchId']);
  }
}
