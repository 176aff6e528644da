import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments, who belongs to which, and whose an item is. */
export class CreateUnits1795400000181 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE units (
        id uuid NOT NULL, workspace_id uuid NOT NULL, name text NOT NULL, parent_id uuid, head_id uuid,
        created_at timestamptz NOT NULL, archived_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT units_pkey PRIMARY KEY (id), CONSTRAINT units_workspace_id_key UNIQUE (workspace_id, id),
        CONSTRAINT units_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id),
        CONSTRAINT units_parent_fkey FOREIGN KEY (workspace_id, parent_id) REFERENCES units (workspace_id, id));
      CREATE UNIQUE INDEX units_name ON units (workspace_id, name) WHERE archived_at IS NULL;
      ALTER TABLE memberships ADD COLUMN unit_id uuid,
        ADD CONSTRAINT memberships_unit_fkey FOREIGN KEY (workspace_id, unit_id) REFERENCES units (workspace_id, id);
      ALTER TABLE items ADD COLUMN unit_id uuid,
        ADD CONSTRAINT items_unit_fkey FOREIGN KEY (workspace_id, unit_id) REFERENCES units (workspace_id, id);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE items DROP COLUMN unit_id;
      ALTER TABLE memberships DROP COLUMN unit_id;
      DROP TABLE units;`);
  }
}
