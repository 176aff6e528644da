import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The metric dictionary and its points; an item's goal names a metric of its workspace. */
export class CreateMetrics1795300000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE metrics (
        id uuid NOT NULL, workspace_id uuid NOT NULL, code text NOT NULL, name text NOT NULL, name_zh text,
        unit text NOT NULL, direction text NOT NULL, period text NOT NULL, aggregation text NOT NULL,
        target double precision, created_at timestamptz NOT NULL, changed_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT metrics_pkey PRIMARY KEY (id), CONSTRAINT metrics_workspace_code UNIQUE (workspace_id, code),
        CONSTRAINT metrics_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id));

      CREATE TABLE metric_points (
        metric_id uuid NOT NULL, period_start timestamptz NOT NULL, workspace_id uuid NOT NULL,
        value double precision NOT NULL, recorded_at timestamptz NOT NULL, recorded_by uuid,
        CONSTRAINT metric_points_pkey PRIMARY KEY (metric_id, period_start));

      ALTER TABLE items ADD CONSTRAINT items_goal_metric_fkey
        FOREIGN KEY (workspace_id, goal_metric) REFERENCES metrics (workspace_id, code);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE items DROP CONSTRAINT items_goal_metric_fkey;
      DROP TABLE metric_points, metrics;`);
  }
}
