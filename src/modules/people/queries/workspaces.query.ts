import { Injectable } from '@nestjs/common';

import type { Role } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { DEFAULT_SETTINGS, Workspace, type WorkspaceSettings } from '../persistence/workspace.entity.js';

export interface WorkspaceShown {
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly settings: WorkspaceSettings & Record<string, number>;
  readonly version: number;
}

@Injectable()
export class Workspaces {
  constructor(private readonly transactions: Transactions) {}

  async show(id: string): Promise<WorkspaceShown> {
    const { slug, name, timeZone, settings, version } = await this.transactions.reader.findOneByOrFail(Workspace, {
      id,
    });
    return { slug, name, timeZone, settings: { ...DEFAULT_SETTINGS, ...settings }, version };
  }

  async ofPerson(userId: string): Promise<{ slug: string; name: string; role: Role }[]> {
    return this.transactions.reader.query(
      `SELECT w.slug, w.name, m.role FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
       WHERE m.user_id = $1 ORDER BY w.slug`,
      [userId],
    );
  }
}
