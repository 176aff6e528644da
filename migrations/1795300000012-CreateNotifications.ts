import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told in the product, once for each event. */
export class CreateNotifications1795300000012 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notifications (
        id uuid NOT NULL, workspace_id uuid NOT NULL, event_id bigint NOT NULL, user_id uuid NOT NULL,
        kind text NOT NULL, item_id uuid, subject_type text NOT NULL, subject_id text NOT NULL, params jsonb NOT NULL,
        created_at timestamptz NOT NULL, read_at timestamptz,
        CONSTRAINT notifications_pkey PRIMARY KEY (id),
        CONSTRAINT notifications_event_user UNIQUE (event_id, user_id),
        CONSTRAINT notifications_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id));
      CREATE INDEX notifications_user ON notifications (user_id, id);
      CREATE INDEX notifications_unread ON notifications (user_id, id) WHERE read_at IS NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE notifications');
  }
}
