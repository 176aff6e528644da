import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an item waits for that somebody else owes, since when; and which of its records stand still for it. */
export class StopClocksForApprovalsOfAnItem1795720000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE awaited_approvals (
        id uuid CONSTRAINT awaited_approvals_pkey PRIMARY KEY,
        workspace_id uuid NOT NULL,
        item_id uuid NOT NULL CONSTRAINT awaited_approvals_item_id_fkey REFERENCES items (id),
        cycle integer NOT NULL,
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        until_on date,
        since timestamptz NOT NULL,
        settled_at timestamptz
      )`);
    await queryRunner.query(
      'CREATE UNIQUE INDEX awaited_approvals_standing ON awaited_approvals (item_id, kind, subject_id) WHERE settled_at IS NULL',
    );
    await queryRunner.query(
      'CREATE INDEX awaited_approvals_lapsing ON awaited_approvals (workspace_id, until_on, id) WHERE settled_at IS NULL AND until_on IS NOT NULL',
    );
    for (const table of ['tasks', 'milestones'])
      await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN held_up_by uuid[] NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['milestones', 'tasks']) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN held_up_by`);
    await queryRunner.query('DROP TABLE awaited_approvals');
  }
}
