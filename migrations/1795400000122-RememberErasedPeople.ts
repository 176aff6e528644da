import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trail of a workspace knows whose name it may not show any more. */
export class RememberErasedPeople1795400000122 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_erasures (
        workspace_id uuid NOT NULL, user_id uuid NOT NULL, erased_at timestamptz NOT NULL,
        CONSTRAINT audit_erasures_pkey PRIMARY KEY (workspace_id, user_id));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_erasures');
  }
}
