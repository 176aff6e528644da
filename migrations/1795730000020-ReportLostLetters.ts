import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of letters that will never arrive the admins are told once. What was given up before this existed is no news. */
export class ReportLostLetters1795730000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE notification_deliveries ADD COLUMN reported_at timestamptz;
      UPDATE notification_deliveries SET reported_at = finished_at WHERE state = 'failed';
      CREATE INDEX notification_deliveries_unreported ON notification_deliveries (workspace_id)
        WHERE state = 'failed' AND reported_at IS NULL;
      ALTER TABLE one_time_links ADD COLUMN reported_mail_id uuid;
      UPDATE one_time_links l SET reported_mail_id = l.mail_id FROM mails m WHERE m.id = l.mail_id AND m.state = 'failed';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE one_time_links DROP COLUMN reported_mail_id;
      DROP INDEX notification_deliveries_unreported;
      ALTER TABLE notification_deliveries DROP COLUMN reported_at;`);
  }
}
