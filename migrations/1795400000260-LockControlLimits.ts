import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Control limits that people lock, in versions, and how items were classified beside what the figures proposed. */
export class LockControlLimits1795400000260 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE control_limits (
        id uuid NOT NULL, workspace_id uuid NOT NULL, metric_id uuid NOT NULL, dimension_key text NOT NULL DEFAULT '',
        period text NOT NULL, kind text NOT NULL, version integer NOT NULL, size_metric text,
        centre double precision NOT NULL, sigma double precision NOT NULL, points integer NOT NULL, season jsonb,
        season_strength double precision NOT NULL, persistence double precision NOT NULL, from_day date NOT NULL, to_day date NOT NULL, reason text NOT NULL,
        locked_by uuid NOT NULL, locked_at timestamptz NOT NULL,
        CONSTRAINT control_limits_pkey PRIMARY KEY (id),
        CONSTRAINT control_limits_version UNIQUE (metric_id, dimension_key, period, kind, version),
        CONSTRAINT control_limits_metric_id_fkey FOREIGN KEY (metric_id) REFERENCES metrics (id));

      CREATE TABLE signal_decisions (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        metric_code text NOT NULL, proposed text NOT NULL, decided text NOT NULL, reason text, basis jsonb NOT NULL,
        decided_by uuid NOT NULL, decided_at timestamptz NOT NULL,
        CONSTRAINT signal_decisions_pkey PRIMARY KEY (id),
        CONSTRAINT signal_decisions_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX signal_decisions_item ON signal_decisions (item_id, decided_at);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE signal_decisions, control_limits');
  }
}
