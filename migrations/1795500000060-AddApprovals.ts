import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A named person's leave that a task or milestone waits for; its clock stands meanwhile. */
export class AddApprovals1795500000060 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE approvals (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL, kind text NOT NULL,
        record_id uuid NOT NULL, approver_id uuid NOT NULL, note text NOT NULL DEFAULT '', requested_by uuid,
        requested_at timestamptz NOT NULL, status text NOT NULL DEFAULT 'pending', decided_by uuid,
        decided_on_behalf_of uuid, decided_at timestamptz, reason text, version integer NOT NULL DEFAULT 1,
        CONSTRAINT approvals_pkey PRIMARY KEY (id),
        CONSTRAINT approvals_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX approvals_item ON approvals (item_id, id);
      CREATE UNIQUE INDEX approvals_pending ON approvals (record_id) WHERE status = 'pending';
      CREATE INDEX approvals_owed ON approvals (workspace_id, approver_id, id) WHERE status = 'pending';
      ALTER TABLE tasks ADD COLUMN approval_id uuid;
      ALTER TABLE milestones ADD COLUMN approval_id uuid;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE milestones DROP COLUMN approval_id;
      ALTER TABLE tasks DROP COLUMN approval_id;
      DROP TABLE approvals;`);
  }
}
