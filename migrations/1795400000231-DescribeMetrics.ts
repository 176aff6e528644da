import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The dictionary says what a metric means, whose it is and how soon it is there; each definition it has had is kept. */
export class DescribeMetrics1795400000231 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE metrics
        ADD definition text, ADD class text, ADD scene text, ADD owner_id uuid, ADD source text,
        ADD freshness_days smallint, ADD freshness_calendar text NOT NULL DEFAULT 'calendar',
        ADD core boolean NOT NULL DEFAULT false, ADD benchmark double precision,
        ADD numerator text, ADD denominator text, ADD formula text, ADD dimensions text[] NOT NULL DEFAULT '{}',
        ADD outlier_rule text, ADD gap_rule text, ADD archived_at timestamptz,
        ADD definition_version integer NOT NULL DEFAULT 1;

      CREATE TABLE metric_definitions (
        metric_id uuid NOT NULL, version integer NOT NULL, workspace_id uuid NOT NULL, content jsonb NOT NULL, reason text,
        defined_at timestamptz NOT NULL, defined_by uuid,
        CONSTRAINT metric_definitions_pkey PRIMARY KEY (metric_id, version),
        CONSTRAINT metric_definitions_metric_id_fkey FOREIGN KEY (metric_id) REFERENCES metrics (id));
      INSERT INTO metric_definitions (metric_id, version, workspace_id, content, defined_at)
      SELECT id, 1, workspace_id, jsonb_build_object('name', name, 'unit', unit, 'direction', direction, 'period', period,
        'aggregation', aggregation), created_at FROM metrics;

      CREATE TABLE metric_targets (
        metric_id uuid NOT NULL, valid_from date NOT NULL, workspace_id uuid NOT NULL, value double precision NOT NULL,
        CONSTRAINT metric_targets_pkey PRIMARY KEY (metric_id, valid_from),
        CONSTRAINT metric_targets_metric_id_fkey FOREIGN KEY (metric_id) REFERENCES metrics (id));

      -- Which metrics are computed from which: written with the formula, read when points of an operand have come.
      CREATE TABLE metric_operands (
        metric_id uuid NOT NULL, operand_code text NOT NULL, workspace_id uuid NOT NULL,
        CONSTRAINT metric_operands_pkey PRIMARY KEY (metric_id, operand_code),
        CONSTRAINT metric_operands_metric_id_fkey FOREIGN KEY (metric_id) REFERENCES metrics (id));
      CREATE INDEX metric_operands_of_code ON metric_operands (workspace_id, operand_code);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE metric_operands, metric_targets, metric_definitions;
      ALTER TABLE metrics
        DROP definition, DROP class, DROP scene, DROP owner_id, DROP source, DROP freshness_days, DROP freshness_calendar,
        DROP core, DROP benchmark, DROP numerator, DROP denominator, DROP formula, DROP dimensions, DROP outlier_rule,
        DROP gap_rule, DROP archived_at, DROP definition_version;`);
  }
}
