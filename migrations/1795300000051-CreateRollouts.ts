import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Steps of a rollout, and the window in which its metric must stay calm. */
export class CreateRollouts1795300000051 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE rollout_steps (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        title text NOT NULL, scope text NOT NULL, assignee_id uuid NOT NULL, due_on date NOT NULL,
        status text NOT NULL DEFAULT 'planned', reason text, done_at timestamptz,
        created_by uuid, created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT rollout_steps_pkey PRIMARY KEY (id),
        CONSTRAINT rollout_steps_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX rollout_steps_item ON rollout_steps (item_id);
      CREATE INDEX rollout_steps_planned_due ON rollout_steps (workspace_id, due_on) WHERE status = 'planned';

      CREATE TABLE watch_windows (
        item_id uuid NOT NULL, cycle integer NOT NULL, workspace_id uuid NOT NULL, metric text NOT NULL,
        period text NOT NULL, first_day date NOT NULL, last_day date NOT NULL,
        CONSTRAINT watch_windows_pkey PRIMARY KEY (item_id, cycle),
        CONSTRAINT watch_windows_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE watch_windows, rollout_steps');
  }
}
