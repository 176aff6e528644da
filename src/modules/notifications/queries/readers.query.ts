import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import type { Reader } from '../domain/delivery-plan.js';
import { DEFAULT_SETTINGS } from '../domain/notification-settings.js';
import { SettingsRepository } from '../persistence/settings.repository.js';

// Read by SQL: working times are another module's, which this one may not import.
const ZONES = `
  SELECT told.id, coalesce(t.time_zone, w.time_zone) AS zone
  FROM unnest($2::uuid[]) AS told (id) JOIN workspaces w ON w.id = $1
  LEFT JOIN working_times t ON t.workspace_id = $1 AND t.user_id = told.id`;

/** How and by which clock people of a workspace want to be told. */
@Injectable()
export class Readers {
  constructor(private readonly settings: SettingsRepository) {}

  async of(tx: Tx, workspaceId: string, userId: string): Promise<Reader> {
    const reader = (await this.ofAll(tx, workspaceId, [userId])).get(userId);
    if (!reader) throw new Error('no workspace is served');
    return reader;
  }

  async ofAll(tx: Tx, workspaceId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, Reader>> {
    const chosen = await this.settings.ofAll(tx, userIds);
    const rows = await tx.query<{ id: string; zone: string }[]>(ZONES, [workspaceId, userIds]);
    return new Map(
      rows.map(({ id, zone }) => {
        const settings = chosen.get(id) ?? DEFAULT_SETTINGS;
        return [id, { settings, zone: settings.timeZone ?? zone }];
      }),
    );
  }
}
