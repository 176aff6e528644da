import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What auditors find at items and reviews. */
export class CreateFindings1795400000184 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE findings (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL, about text NOT NULL,
        severity text NOT NULL, statement text NOT NULL, state text NOT NULL DEFAULT 'open', answer text, answered_by uuid,
        answered_at timestamptz, judged_by uuid, judged_at timestamptz, created_by uuid NOT NULL,
        created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT findings_pkey PRIMARY KEY (id),
        CONSTRAINT findings_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX findings_item ON findings (item_id, id);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE findings');
  }
}
