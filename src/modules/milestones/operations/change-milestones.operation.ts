import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { eachByItself, type Outcome } from '../../../platform/database/index.js';
import type { MilestoneChange } from '../domain/milestone-change.js';
import { ChangeMilestone } from './change-milestone.operation.js';

/** One of many: which, as it was read, and what becomes of it. */
export interface MilestoneInBulk {
  readonly id: string;
  readonly version: number;
  readonly change: MilestoneChange;
}

/** Changes many milestones in one request, each by the rules for one and in a transaction of its own (E-15). */
@Injectable()
export class ChangeMilestones {
  constructor(private readonly changeMilestone: ChangeMilestone) {}

  run(actor: Actor, rows: readonly MilestoneInBulk[]): Promise<Outcome[]> {
    return eachByItself(rows, ({ id, version, change }) => this.changeMilestone.run(actor, id, version, change));
  }
}
