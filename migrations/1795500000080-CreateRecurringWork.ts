import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules by which work comes round, and each date of them that was raised, skipped or missed. */
export class CreateRecurringWork1795500000080 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE recurring_rules (
        id uuid CONSTRAINT recurring_rules_pkey PRIMARY KEY,
        workspace_id uuid NOT NULL CONSTRAINT recurring_rules_workspace_id_fkey REFERENCES workspaces (id),
        kind text NOT NULL,
        title text NOT NULL,
        description text NOT NULL DEFAULT '',
        target text,
        owner_id uuid NOT NULL,
        unit_id uuid,
        frequency text NOT NULL,
        every integer NOT NULL DEFAULT 1,
        weekdays smallint[] NOT NULL DEFAULT '{}',
        day_of_month smallint,
        month smallint,
        starts_on date NOT NULL,
        ends_on date,
        on_day_off text NOT NULL DEFAULT 'next',
        catch_up text NOT NULL DEFAULT 'latest',
        lead_days smallint NOT NULL DEFAULT 7,
        state text NOT NULL DEFAULT 'active',
        next_on date,
        created_by uuid,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT recurring_rules_unit_fkey FOREIGN KEY (workspace_id, unit_id) REFERENCES units (workspace_id, id)
      );
      CREATE INDEX recurring_rules_workspace ON recurring_rules (workspace_id, id);
      CREATE INDEX recurring_rules_to_raise ON recurring_rules (workspace_id, next_on, id)
        WHERE state = 'active' AND next_on IS NOT NULL;

      CREATE TABLE recurring_occurrences (
        id uuid CONSTRAINT recurring_occurrences_pkey PRIMARY KEY,
        workspace_id uuid NOT NULL,
        rule_id uuid NOT NULL CONSTRAINT recurring_occurrences_rule_id_fkey REFERENCES recurring_rules (id),
        planned_on date NOT NULL,
        due_on date NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        target text,
        owner_id uuid NOT NULL,
        status text NOT NULL DEFAULT 'open',
        cause text,
        reason text,
        result text,
        overdue_since date,
        created_at timestamptz NOT NULL,
        settled_by uuid,
        settled_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT recurring_occurrences_rule_date UNIQUE (rule_id, planned_on)
      );
      CREATE INDEX recurring_occurrences_owed ON recurring_occurrences (owner_id, due_on, id) WHERE status = 'open';
      CREATE INDEX recurring_occurrences_to_flag ON recurring_occurrences (workspace_id, due_on, id)
        WHERE status = 'open' AND overdue_since IS NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE recurring_occurrences; DROP TABLE recurring_rules;');
  }
}
