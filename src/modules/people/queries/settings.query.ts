import { Injectable } from '@nestjs/common';

import { Transactions, type Tx } from '../../../platform/database/index.js';
import { DEFAULT_SETTINGS, Workspace, type WorkspaceSettings } from '../persistence/workspace.entity.js';

/** The thresholds in force in a workspace. */
@Injectable()
export class Settings {
  constructor(private readonly transactions: Transactions) {}

  async of(workspaceId: string, tx: Tx = this.transactions.reader): Promise<WorkspaceSettings> {
    const workspace = await tx.findOneByOrFail(Workspace, { id: workspaceId });
    return { ...DEFAULT_SETTINGS, ...workspace.settings };
  }
}
