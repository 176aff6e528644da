import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules that watch metrics, and which closed periods have already been evidence of one. */
export class CreateTriggerRules1795300000021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE trigger_rules (
        id uuid NOT NULL, workspace_id uuid NOT NULL, name text NOT NULL, metric_code text NOT NULL,
        period text NOT NULL, condition text NOT NULL, percent double precision, baseline_from date, baseline_to date,
        baseline double precision, k integer NOT NULL, m integer NOT NULL, item_title text, item_type text NOT NULL,
        severity text, impact smallint, urgency smallint, enabled boolean NOT NULL DEFAULT true,
        state text NOT NULL DEFAULT 'no_data', item_id uuid, judged_until timestamptz, counts_from timestamptz,
        due_at timestamptz NOT NULL, created_at timestamptz NOT NULL, changed_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT trigger_rules_pkey PRIMARY KEY (id),
        CONSTRAINT trigger_rules_metric_fkey FOREIGN KEY (workspace_id, metric_code) REFERENCES metrics (workspace_id, code),
        CONSTRAINT trigger_rules_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX trigger_rules_of_metric ON trigger_rules (workspace_id, metric_code);
      CREATE INDEX trigger_rules_due ON trigger_rules (due_at) WHERE enabled;

      CREATE TABLE trigger_evidence_periods (
        rule_id uuid NOT NULL, period_start timestamptz NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL,
        value double precision NOT NULL, recorded_at timestamptz NOT NULL,
        CONSTRAINT trigger_evidence_periods_pkey PRIMARY KEY (rule_id, period_start),
        CONSTRAINT trigger_evidence_periods_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES trigger_rules (id),
        CONSTRAINT trigger_evidence_periods_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE trigger_evidence_periods, trigger_rules');
  }
}
