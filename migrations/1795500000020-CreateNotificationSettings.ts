import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How people want to be told by e-mail; it belongs to a person and to no workspace. */
export class CreateNotificationSettings1795500000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notification_settings (
        user_id uuid NOT NULL, locale text, time_zone text, quiet_from text, quiet_until text, digest_at text NOT NULL,
        email jsonb NOT NULL, workspaces jsonb NOT NULL, version integer NOT NULL,
        CONSTRAINT notification_settings_pkey PRIMARY KEY (user_id));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE notification_settings');
  }
}
