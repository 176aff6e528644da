import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The plan: measures that answer causes, and who approved which of them. */
export class CreateMeasures1795300000031 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE measures (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        cause_id uuid NOT NULL, title text NOT NULL, description text NOT NULL, chosen boolean NOT NULL DEFAULT true,
        technical text, resources text, risk text, people_weeks double precision, cost double precision,
        lead_time_days integer, risks jsonb NOT NULL DEFAULT '[]', expected_effect text,
        expected_metric_change double precision, authors uuid[] NOT NULL DEFAULT '{}', created_by uuid,
        created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT measures_pkey PRIMARY KEY (id),
        CONSTRAINT measures_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id),
        CONSTRAINT measures_cause_id_fkey FOREIGN KEY (cause_id) REFERENCES causes (id));
      CREATE INDEX measures_item ON measures (item_id, cycle);

      CREATE TABLE plan_approvals (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        loop integer NOT NULL, covers text[] NOT NULL, note text, approved_by uuid NOT NULL,
        approved_at timestamptz NOT NULL, voided_by uuid, voided_at timestamptz,
        CONSTRAINT plan_approvals_pkey PRIMARY KEY (id),
        CONSTRAINT plan_approvals_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE UNIQUE INDEX plan_approvals_standing ON plan_approvals (item_id, cycle, loop) WHERE voided_at IS NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE plan_approvals, measures');
  }
}
