import { Injectable } from '@nestjs/common';

import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Watch } from '../persistence/watch.entity.js';
import { SettleWatch } from './settle-watch.operation.js';

const BATCH = 200;

/** Judges the watches that run. */
@Injectable()
export class SettleWatches {
  constructor(
    private readonly transactions: Transactions,
    private readonly settleWatch: SettleWatch,
  ) {}

  /** Those of one item, within the transaction of what happened to it. */
  async ofItem(tx: Tx, itemId: string, requestId: string): Promise<void> {
    const watches = await tx.find(Watch, { where: { itemId, state: 'watching' }, order: { cycle: 'ASC' } });
    for (const watch of watches) await this.settleWatch.run(tx, watch, requestId);
  }

  /** Those of one metric. In the order of the items, as everybody locks them. */
  async ofMetric(tx: Tx, workspaceId: string, metric: string, requestId: string): Promise<void> {
    const where = { workspaceId, metric, state: 'watching' } as const;
    const watches = await tx.find(Watch, { where, order: { itemId: 'ASC', cycle: 'ASC' } });
    for (const watch of watches) await this.settleWatch.run(tx, watch, requestId);
  }

  /**
   * Every one, each in its own transaction: one that fails does not keep the others waiting.
   *
   * @returns how many were settled
   * @throws AggregateError of what failed, after the rest was done
   */
  async all(requestId: string): Promise<number> {
    const failures: unknown[] = [];
    let settled = 0;
    for (let after: Watch | undefined, more = true; more;) {
      const watches = await this.batch(after);
      for (const watch of watches) {
        await this.transactions
          .run((tx) => this.settleWatch.run(tx, watch, requestId))
          .then((isSettled) => (settled += Number(isSettled)))
          .catch((error: unknown) => failures.push(error));
      }
      after = watches.at(-1);
      more = watches.length === BATCH;
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
    return settled;
  }

  private batch(after: Watch | undefined): Promise<Watch[]> {
    const query = this.transactions.reader
      .createQueryBuilder(Watch, 'watch')
      .where("watch.state = 'watching'")
      .orderBy('watch.itemId')
      .addOrderBy('watch.cycle')
      .limit(BATCH);
    if (after) query.andWhere('(watch.item_id, watch.cycle) > (:itemId, :cycle)', { ...after });
    return query.getMany();
  }
}
