import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks: what one person owes an item by a day. */
export class CreateTasks1795300000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE tasks (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, item_key text NOT NULL,
        cycle integer NOT NULL, title text NOT NULL, description text NOT NULL DEFAULT '', assignee_id uuid NOT NULL,
        due_on date NOT NULL, original_due_on date NOT NULL, slips integer NOT NULL DEFAULT 0, stopped_on date,
        overdue_since date, reminded_of date, status text NOT NULL DEFAULT 'todo',
        progress smallint NOT NULL DEFAULT 0, created_by uuid, created_at timestamptz NOT NULL, done_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT tasks_pkey PRIMARY KEY (id),
        CONSTRAINT tasks_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX tasks_item ON tasks (item_id, due_on, id);
      CREATE INDEX tasks_owed ON tasks (assignee_id, due_on, id) WHERE status IN ('todo', 'doing', 'blocked');
      CREATE INDEX tasks_to_flag ON tasks (workspace_id, due_on, id)
        WHERE overdue_since IS NULL AND stopped_on IS NULL AND status IN ('todo', 'doing');`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE tasks');
  }
}
