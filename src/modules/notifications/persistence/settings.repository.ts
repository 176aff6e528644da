import { Injectable } from '@nestjs/common';

import { type Tx } from '../../../platform/database/index.js';
import { DEFAULT_SETTINGS, type NotificationSettings } from '../domain/notification-settings.js';
import { NotificationSettingsRow } from './notification-settings.entity.js';

const WRITE = `
  INSERT INTO notification_settings AS s
    (user_id, locale, time_zone, quiet_from, quiet_until, digest_at, email, workspaces, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9 + 1)
  ON CONFLICT ON CONSTRAINT notification_settings_pkey DO UPDATE SET locale = $2, time_zone = $3, quiet_from = $4,
    quiet_until = $5, digest_at = $6, email = $7, workspaces = $8, version = $9 + 1
  WHERE s.version = $9 RETURNING version`;

/** What people chose about their letters. It belongs to a person and to no workspace. */
@Injectable()
export class SettingsRepository {
  async of(tx: Tx, userId: string): Promise<NotificationSettings> {
    return (await this.ofAll(tx, [userId])).get(userId) ?? DEFAULT_SETTINGS;
  }

  /** Only of those who chose anything. */
  async ofAll(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, NotificationSettings>> {
    const rows = await tx
      .createQueryBuilder(NotificationSettingsRow, 's')
      .where('s.userId = ANY(:userIds)', { userIds })
      .getMany();
    return new Map(rows.map((row) => [row.userId, settingsOf(row)]));
  }

  /** @returns whether the version was still the given one */
  async write(tx: Tx, userId: string, settings: NotificationSettings): Promise<boolean> {
    const { locale, timeZone, quietHours, digestAt, email, workspaces, version } = settings;
    const written = await tx.query<unknown[]>(WRITE, [
      userId,
      locale,
      timeZone,
      quietHours?.from ?? null,
      quietHours?.until ?? null,
      digestAt,
      JSON.stringify(email),
      JSON.stringify(workspaces),
      version,
    ]);
    return written.length > 0;
  }

  async forget(tx: Tx, userId: string): Promise<void> {
    await tx.delete(NotificationSettingsRow, { userId });
  }
}

function settingsOf({ quietFrom, quietUntil, ...row }: NotificationSettingsRow): NotificationSettings {
  const quietHours = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
  const { locale, timeZone, digestAt, email, workspaces, version } = row;
  return { locale, timeZone, quietHours, digestAt, email, workspaces, version };
}
