import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Approvals handed over for a time, and for whom a waiver was approved. */
export class CreateDelegations1795400000182 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE delegations (
        id uuid NOT NULL, workspace_id uuid NOT NULL, giver_id uuid NOT NULL, delegate_id uuid NOT NULL,
        from_on date NOT NULL, to_on date NOT NULL, reason text NOT NULL, created_by uuid NOT NULL,
        created_at timestamptz NOT NULL, revoked_at timestamptz, revoked_by uuid, version integer NOT NULL DEFAULT 1,
        CONSTRAINT delegations_pkey PRIMARY KEY (id),
        CONSTRAINT delegations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id));
      CREATE INDEX delegations_delegate ON delegations (workspace_id, delegate_id, to_on) WHERE revoked_at IS NULL;
      CREATE INDEX delegations_giver ON delegations (workspace_id, giver_id, to_on) WHERE revoked_at IS NULL;
      ALTER TABLE waivers ADD COLUMN approved_on_behalf_of uuid;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE waivers DROP COLUMN approved_on_behalf_of; DROP TABLE delegations');
  }
}
