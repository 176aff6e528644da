import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a diagnosis leaves behind: the data it drew on, and the tree of causes it tested. */
export class CreateCauses1795300000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE data_sources (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        name text NOT NULL, kind text NOT NULL, range_from date NOT NULL, range_to date NOT NULL,
        comparison text NOT NULL, comparison_note text, cleaning text, dropped boolean NOT NULL DEFAULT false,
        dropped_reason text, created_by uuid, created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT data_sources_pkey PRIMARY KEY (id),
        CONSTRAINT data_sources_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX data_sources_item ON data_sources (item_id, cycle);

      CREATE TABLE causes (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL, parent_id uuid,
        method text NOT NULL, hypothesis text NOT NULL, statement text NOT NULL, problem_module text,
        metric_performance text, data_source_id uuid, verification_method text, evidence text,
        impact_share double precision, state text NOT NULL DEFAULT 'hypothesis', decided_by uuid,
        decided_at timestamptz, created_by uuid, created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT causes_pkey PRIMARY KEY (id),
        CONSTRAINT causes_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id),
        CONSTRAINT causes_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES causes (id),
        CONSTRAINT causes_data_source_id_fkey FOREIGN KEY (data_source_id) REFERENCES data_sources (id));
      CREATE INDEX causes_item ON causes (item_id, cycle);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE causes, data_sources');
  }
}
