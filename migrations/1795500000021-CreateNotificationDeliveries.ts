import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every e-mail that tells of a notification, and letters that are posted once by their key, whoever posts them. */
export class CreateNotificationDeliveries1795500000021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notification_deliveries (
        id uuid NOT NULL, workspace_id uuid NOT NULL, notification_id uuid NOT NULL, user_id uuid NOT NULL,
        channel text NOT NULL, class text NOT NULL, choice text NOT NULL, state text NOT NULL, reason text,
        attempts integer NOT NULL DEFAULT 0, due_at timestamptz NOT NULL, mail_id uuid, created_at timestamptz NOT NULL,
        finished_at timestamptz,
        CONSTRAINT notification_deliveries_pkey PRIMARY KEY (id),
        CONSTRAINT notification_deliveries_once UNIQUE (notification_id, channel),
        CONSTRAINT notification_deliveries_notification_id_fkey FOREIGN KEY (notification_id)
          REFERENCES notifications (id));
      CREATE INDEX notification_deliveries_due ON notification_deliveries (workspace_id, due_at)
        WHERE state = 'waiting' AND mail_id IS NULL;
      CREATE INDEX notification_deliveries_in_mail ON notification_deliveries (workspace_id, mail_id)
        WHERE state = 'waiting' AND mail_id IS NOT NULL;
      CREATE INDEX notification_deliveries_list ON notification_deliveries (workspace_id, created_at, id);
      ALTER TABLE mails ADD key text, ADD CONSTRAINT mails_key UNIQUE (key);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mails DROP COLUMN key; DROP TABLE notification_deliveries');
  }
}
