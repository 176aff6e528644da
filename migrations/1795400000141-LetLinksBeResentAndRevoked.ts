import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time links know who made them, how often they were sent and when they were taken back; one invitation is open per address. */
export class LetLinksBeResentAndRevoked1795400000141 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE one_time_links
        ADD COLUMN revoked_at timestamptz, ADD COLUMN generation integer NOT NULL DEFAULT 1,
        ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN created_by uuid, ADD COLUMN mail_id uuid;
      UPDATE one_time_links SET email = lower(email) WHERE email <> lower(email);
      UPDATE one_time_links AS older SET revoked_at = now() FROM one_time_links AS newer
      WHERE older.purpose = 'invitation' AND older.used_at IS NULL AND newer.purpose = 'invitation'
        AND newer.used_at IS NULL AND newer.workspace_id = older.workspace_id AND newer.email = older.email
        AND newer.id > older.id;
      CREATE UNIQUE INDEX one_time_links_open_invitation ON one_time_links (workspace_id, email)
        WHERE purpose = 'invitation' AND used_at IS NULL AND revoked_at IS NULL;
      CREATE INDEX one_time_links_expires_at ON one_time_links (expires_at);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX one_time_links_expires_at, one_time_links_open_invitation;
      DELETE FROM one_time_links WHERE purpose = 'password_reset' OR revoked_at IS NOT NULL;
      ALTER TABLE one_time_links DROP COLUMN mail_id, DROP COLUMN created_by, DROP COLUMN created_at,
        DROP COLUMN generation, DROP COLUMN revoked_at;`);
  }
}
