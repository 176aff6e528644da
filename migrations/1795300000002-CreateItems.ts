import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Improvement items and the records that belong to the item itself. */
export class CreateItems1795300000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE items (
        id uuid NOT NULL, workspace_id uuid NOT NULL, key text NOT NULL, title text NOT NULL,
        problem text NOT NULL DEFAULT '', type text NOT NULL, source text, scene text, module text,
        scope_of_impact text, impact smallint, urgency smallint, severity text, classification text,
        classified_by uuid, owner_id uuid, sponsor_id uuid, goal_metric text, goal_unit text,
        goal_baseline double precision, goal_target double precision, goal_date date, planned_finish date,
        key_result text, stage text NOT NULL DEFAULT 'trigger', status text NOT NULL DEFAULT 'active',
        cycle integer NOT NULL DEFAULT 1, loop integer NOT NULL DEFAULT 0, dismissal_kind text, duplicate_of text,
        trigger_rule_id uuid, created_by uuid, created_at timestamptz NOT NULL, changed_at timestamptz NOT NULL,
        closed_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT items_pkey PRIMARY KEY (id), CONSTRAINT items_workspace_key UNIQUE (workspace_id, key),
        CONSTRAINT items_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id));
      CREATE INDEX items_by_change ON items (workspace_id, changed_at, id);
      CREATE INDEX items_by_stage_and_change ON items (workspace_id, stage, changed_at, id);
      CREATE UNIQUE INDEX items_live_of_rule ON items (trigger_rule_id)
        WHERE trigger_rule_id IS NOT NULL AND status IN ('active', 'on_hold');

      CREATE TABLE item_evidence (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        statement text NOT NULL, source text, figures jsonb, recorded_by uuid, recorded_at timestamptz NOT NULL,
        CONSTRAINT item_evidence_pkey PRIMARY KEY (id),
        CONSTRAINT item_evidence_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX item_evidence_item ON item_evidence (item_id);

      CREATE TABLE item_team_members (
        item_id uuid NOT NULL, user_id uuid NOT NULL, role text NOT NULL, workspace_id uuid NOT NULL, duty text,
        CONSTRAINT item_team_members_pkey PRIMARY KEY (item_id, user_id, role),
        CONSTRAINT item_team_members_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));

      CREATE TABLE kickoffs (
        item_id uuid NOT NULL, cycle integer NOT NULL, workspace_id uuid NOT NULL, theme text,
        attendees text[] NOT NULL DEFAULT '{}', held_at timestamptz, place text, problem text, goal text,
        division_of_work text, key_nodes text, resources text, resolutions text,
        CONSTRAINT kickoffs_pkey PRIMARY KEY (item_id, cycle),
        CONSTRAINT kickoffs_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));

      CREATE TABLE containments (
        item_id uuid NOT NULL, workspace_id uuid NOT NULL, started_at timestamptz NOT NULL, actions text NOT NULL,
        contained_at timestamptz, CONSTRAINT containments_pkey PRIMARY KEY (item_id),
        CONSTRAINT containments_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));

      CREATE TABLE waivers (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL, gate text NOT NULL,
        reason text NOT NULL, before_after_declaration text, expires_on date NOT NULL, requested_by uuid NOT NULL,
        requested_at timestamptz NOT NULL, approved_by uuid, approved_at timestamptz,
        CONSTRAINT waivers_pkey PRIMARY KEY (id),
        CONSTRAINT waivers_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX waivers_item ON waivers (item_id);

      CREATE TABLE key_counters (
        workspace_id uuid NOT NULL, prefix text NOT NULL, last integer NOT NULL,
        CONSTRAINT key_counters_pkey PRIMARY KEY (workspace_id, prefix));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE key_counters, waivers, containments, kickoffs, item_team_members, item_evidence, items',
    );
  }
}
