import { systemActor, type WorkspaceRef } from '../../../kernel/actor/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { Escalation } from '../persistence/escalation.entity.js';
import { LookAtRounds } from './look-at-rounds.js';

/** Where a batch ended, in the order of the index `escalations_to_look`. */
interface Position {
  readonly at: Date;
  readonly id: string;
}

const BATCH = 200;
const BEFORE_ALL: Position = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' };

/**
 * Looks at the rounds whose next instant has come (E-04). A run costs what is due: until then a round waits in a partial
 * index. What another worker holds, he looks at himself.
 */
@Sweeps('climb-escalations')
export class ClimbEscalations implements Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly rounds: LookAtRounds,
  ) {}

  /** @returns how many people were told */
  async run(now: Date): Promise<number> {
    let told = 0;
    await this.transactions.inEveryWorkspace(async (workspace) => {
      told += await this.runIn(workspace, now);
    });
    return told;
  }

  private async runIn(workspace: WorkspaceRef, now: Date): Promise<number> {
    const actor = systemActor(workspace, 'job', `escalations-${now.toISOString()}`);
    let told = 0;
    let after: Position | undefined = BEFORE_ALL;
    while (after !== undefined) {
      const from: Position = after;
      after = await this.transactions.run(async (tx) => {
        const batch = await due(tx, workspace.id, now, from);
        told += await this.rounds.run(tx, actor, batch, { now, changedAt: now, lock: 'skip' });
        const last = batch.length === BATCH ? batch.at(-1) : undefined;
        return last?.lookAt ? { at: last.lookAt, id: last.id } : undefined;
      });
    }
    return told;
  }
}

function due(tx: Tx, workspaceId: string, now: Date, after: Position): Promise<Escalation[]> {
  return tx
    .createQueryBuilder(Escalation, 'e')
    .where('e.workspace_id = :workspaceId AND e.look_at IS NOT NULL AND e.look_at <= :now', { workspaceId, now })
    .andWhere('(e.look_at, e.id) > (:at::timestamptz, :id::uuid)', { at: after.at, id: after.id })
    .orderBy('e.lookAt')
    .addOrderBy('e.id')
    .limit(BATCH)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();
}
