import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trials on a part of the users, with the referee's verdict and what was decided on it. */
export class CreatePilots1795300000040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE pilots (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        loop integer NOT NULL, key text NOT NULL, state text NOT NULL DEFAULT 'draft', page text,
        variables text[] NOT NULL DEFAULT '{}', control_name text, variant_name text, primary_metric text,
        better_is text NOT NULL DEFAULT 'higher', segment text NOT NULL DEFAULT 'all', share double precision,
        variant_share double precision NOT NULL DEFAULT '0.5', expected_control_rate double precision,
        minimum_effect double precision, starts_on date, planned_days integer, control_exposed integer,
        control_converted integer, variant_exposed integer, variant_converted integer, counted_on date,
        judgement jsonb, judged_by uuid, judged_at timestamptz, decision text, decision_reason text, decided_by uuid,
        decided_at timestamptz, stop_reason text, stopped_at timestamptz, created_by uuid,
        created_at timestamptz NOT NULL, changed_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT pilots_pkey PRIMARY KEY (id), CONSTRAINT pilots_workspace_key UNIQUE (workspace_id, key),
        CONSTRAINT pilots_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX pilots_item ON pilots (item_id, cycle, loop);
      CREATE UNIQUE INDEX pilots_live_of_loop ON pilots (item_id, cycle, loop)
        WHERE state IN ('draft', 'running', 'ready');
      CREATE INDEX pilots_live_on_metric ON pilots (workspace_id, primary_metric)
        WHERE state IN ('draft', 'running', 'ready');`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE pilots');
  }
}
