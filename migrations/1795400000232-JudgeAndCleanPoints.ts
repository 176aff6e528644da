import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each upload has a report on its quality; what is cleaned keeps its raw value, so that it can be undone. */
export class JudgeAndCleanPoints1795400000232 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE metric_points ALTER value SET NOT NULL;

      CREATE TABLE metric_quality_reports (
        batch_id uuid NOT NULL, workspace_id uuid NOT NULL, content jsonb NOT NULL, judged_at timestamptz NOT NULL,
        CONSTRAINT metric_quality_reports_pkey PRIMARY KEY (batch_id),
        CONSTRAINT metric_quality_reports_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES metric_batches (id));

      CREATE TABLE metric_cleanings (
        id uuid NOT NULL, workspace_id uuid NOT NULL, metric_id uuid NOT NULL, batch_id uuid NOT NULL,
        dimension_key text NOT NULL, period_start timestamptz NOT NULL, finding text NOT NULL, state text NOT NULL,
        action text, median double precision, raw_value double precision, raw_recorded_at timestamptz, raw_batch_id uuid,
        proposed_at timestamptz NOT NULL, reason text, decided_at timestamptz, decided_by uuid,
        CONSTRAINT metric_cleanings_pkey PRIMARY KEY (id),
        CONSTRAINT metric_cleanings_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES metric_batches (id));
      -- One word on a point at a time; also what an upload asks before it writes.
      CREATE UNIQUE INDEX metric_cleanings_live ON metric_cleanings (metric_id, dimension_key, period_start)
        WHERE state IN ('proposed', 'applied');
      CREATE INDEX metric_cleanings_of_metric ON metric_cleanings (metric_id, id);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE metric_cleanings, metric_quality_reports;
      ALTER TABLE metric_points ALTER value DROP NOT NULL;`);
  }
}
