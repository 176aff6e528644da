import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules can be silenced for a while with a reason, and events explain points or leave them out. */
export class AddSilencesAndCalendarEvents1795400000201 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE trigger_silences (
        id uuid NOT NULL, workspace_id uuid NOT NULL, rule_id uuid, metric_code text, reason text NOT NULL,
        starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, created_by uuid NOT NULL, created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT trigger_silences_pkey PRIMARY KEY (id),
        CONSTRAINT trigger_silences_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES trigger_rules (id));
      CREATE INDEX trigger_silences_by_end ON trigger_silences (workspace_id, ends_at);

      CREATE TABLE calendar_events (
        id uuid NOT NULL, workspace_id uuid NOT NULL, name text NOT NULL, kind text NOT NULL, effect text NOT NULL,
        metric_code text, from_on date NOT NULL, to_on date NOT NULL, created_by uuid NOT NULL, created_at timestamptz NOT NULL,
        removed_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT calendar_events_pkey PRIMARY KEY (id));
      CREATE INDEX calendar_events_by_day ON calendar_events (workspace_id, to_on);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE calendar_events, trigger_silences');
  }
}
