import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A rule stands somewhere with every series it watches, and keeps what it found in each closed period. What a rule of
 * before has judged and opened becomes its one series.
 */
export class KeepTriggerStatesBySeries1795400000200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE trigger_rules ALTER COLUMN metric_code DROP NOT NULL;
      ALTER TABLE trigger_rules ADD COLUMN settings jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE trigger_rules ADD COLUMN calibration jsonb;
      ALTER TABLE trigger_rules ADD COLUMN parent_rule_id uuid;
      ALTER TABLE trigger_rules ADD CONSTRAINT trigger_rules_parent_rule_id_fkey
        FOREIGN KEY (parent_rule_id) REFERENCES trigger_rules (id);

      CREATE TABLE trigger_series (
        id uuid NOT NULL, workspace_id uuid NOT NULL, rule_id uuid NOT NULL, series text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT 'no_data', problem text, machine jsonb, item_id uuid, withheld boolean NOT NULL DEFAULT false,
        judged_from timestamptz, judged_until timestamptz, counts_from timestamptz, rejudge_from timestamptz,
        due_at timestamptz NOT NULL, react_by timestamptz,
        CONSTRAINT trigger_series_pkey PRIMARY KEY (id),
        CONSTRAINT trigger_series_of_rule UNIQUE (rule_id, series),
        CONSTRAINT trigger_series_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES trigger_rules (id),
        CONSTRAINT trigger_series_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX trigger_series_due ON trigger_series (due_at);
      CREATE INDEX trigger_series_to_react ON trigger_series (react_by) WHERE react_by IS NOT NULL;
      INSERT INTO trigger_series (id, workspace_id, rule_id, state, item_id, counts_from, due_at)
        SELECT gen_random_uuid(), workspace_id, id, state, item_id, counts_from, due_at FROM trigger_rules;

      CREATE TABLE trigger_findings (
        id uuid NOT NULL, workspace_id uuid NOT NULL, rule_id uuid NOT NULL, series_id uuid NOT NULL,
        period_start timestamptz NOT NULL, period_end timestamptz NOT NULL, kind text NOT NULL,
        from_state text NOT NULL, to_state text NOT NULL, statement text NOT NULL, figures jsonb NOT NULL,
        machine jsonb NOT NULL, rule_version integer NOT NULL, metric_version integer,
        superseded boolean NOT NULL DEFAULT false, act text, item_id uuid,
        recorded_at timestamptz NOT NULL, acted_at timestamptz,
        CONSTRAINT trigger_findings_pkey PRIMARY KEY (id),
        CONSTRAINT trigger_findings_series_id_fkey FOREIGN KEY (series_id) REFERENCES trigger_series (id),
        CONSTRAINT trigger_findings_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX trigger_findings_of_series ON trigger_findings (series_id, period_start, id);
      CREATE INDEX trigger_findings_at_once ON trigger_findings (workspace_id, period_end, act);
      CREATE INDEX trigger_findings_waiting ON trigger_findings (workspace_id, period_end, rule_id) WHERE act = 'waiting';

      ALTER TABLE trigger_evidence_periods ADD COLUMN series_id uuid;
      UPDATE trigger_evidence_periods e SET series_id = s.id FROM trigger_series s WHERE s.rule_id = e.rule_id;
      ALTER TABLE trigger_evidence_periods ALTER COLUMN series_id SET NOT NULL;
      ALTER TABLE trigger_evidence_periods DROP CONSTRAINT trigger_evidence_periods_pkey;
      ALTER TABLE trigger_evidence_periods ADD CONSTRAINT trigger_evidence_periods_pkey PRIMARY KEY (series_id, period_start);
      ALTER TABLE trigger_evidence_periods DROP CONSTRAINT trigger_evidence_periods_rule_id_fkey;
      ALTER TABLE trigger_evidence_periods DROP COLUMN rule_id;
      ALTER TABLE trigger_evidence_periods ADD CONSTRAINT trigger_evidence_periods_series_id_fkey
        FOREIGN KEY (series_id) REFERENCES trigger_series (id);

      DROP INDEX trigger_rules_due;
      ALTER TABLE trigger_rules DROP CONSTRAINT trigger_rules_item_id_fkey;
      ALTER TABLE trigger_rules DROP COLUMN state, DROP COLUMN item_id, DROP COLUMN judged_until, DROP COLUMN counts_from,
        DROP COLUMN due_at;

      ALTER TABLE items ADD COLUMN trigger_series text NOT NULL DEFAULT '';
      DROP INDEX items_live_of_rule;
      CREATE UNIQUE INDEX items_live_of_rule ON items (trigger_rule_id, trigger_series)
        WHERE trigger_rule_id IS NOT NULL AND status IN ('active', 'on_hold');`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX items_live_of_rule;
      ALTER TABLE items DROP COLUMN trigger_series;
      CREATE UNIQUE INDEX items_live_of_rule ON items (trigger_rule_id)
        WHERE trigger_rule_id IS NOT NULL AND status IN ('active', 'on_hold');

      ALTER TABLE trigger_rules ADD COLUMN state text NOT NULL DEFAULT 'no_data', ADD COLUMN item_id uuid,
        ADD COLUMN judged_until timestamptz, ADD COLUMN counts_from timestamptz,
        ADD COLUMN due_at timestamptz NOT NULL DEFAULT now();
      ALTER TABLE trigger_rules ALTER COLUMN due_at DROP DEFAULT;
      UPDATE trigger_rules r SET item_id = s.item_id, counts_from = s.counts_from, due_at = s.due_at,
          state = CASE WHEN s.state IN ('normal', 'pending', 'open', 'no_data') THEN s.state ELSE 'no_data' END
        FROM trigger_series s WHERE s.rule_id = r.id AND s.series = '';
      ALTER TABLE trigger_rules ADD CONSTRAINT trigger_rules_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id);
      CREATE INDEX trigger_rules_due ON trigger_rules (due_at) WHERE enabled;

      ALTER TABLE trigger_evidence_periods ADD COLUMN rule_id uuid;
      UPDATE trigger_evidence_periods e SET rule_id = s.rule_id FROM trigger_series s WHERE s.id = e.series_id AND s.series = '';
      DELETE FROM trigger_evidence_periods WHERE rule_id IS NULL;
      ALTER TABLE trigger_evidence_periods DROP CONSTRAINT trigger_evidence_periods_pkey;
      ALTER TABLE trigger_evidence_periods DROP COLUMN series_id;
      ALTER TABLE trigger_evidence_periods ADD CONSTRAINT trigger_evidence_periods_pkey PRIMARY KEY (rule_id, period_start);
      ALTER TABLE trigger_evidence_periods ADD CONSTRAINT trigger_evidence_periods_rule_id_fkey
        FOREIGN KEY (rule_id) REFERENCES trigger_rules (id);

      DROP TABLE trigger_findings, trigger_series;
      ALTER TABLE trigger_rules DROP COLUMN parent_rule_id, DROP COLUMN calibration, DROP COLUMN settings;
      DELETE FROM trigger_rules WHERE metric_code IS NULL;
      ALTER TABLE trigger_rules ALTER COLUMN metric_code SET NOT NULL;`);
  }
}
