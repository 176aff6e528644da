import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Milestones: the dated nodes of an item, one or more for each stage still to come. */
export class CreateMilestones1795300000011 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE milestones (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, item_key text NOT NULL,
        cycle integer NOT NULL, stage text NOT NULL, title text NOT NULL, assignee_id uuid NOT NULL,
        due_on date NOT NULL, original_due_on date NOT NULL, slips integer NOT NULL DEFAULT 0, stopped_on date,
        overdue_since date, reminded_of date, status text NOT NULL DEFAULT 'planned', created_by uuid,
        created_at timestamptz NOT NULL, reached_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT milestones_pkey PRIMARY KEY (id),
        CONSTRAINT milestones_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX milestones_item ON milestones (item_id, due_on, id);
      CREATE INDEX milestones_owed ON milestones (assignee_id, due_on, id) WHERE status = 'planned';
      CREATE INDEX milestones_to_flag ON milestones (workspace_id, due_on, id)
        WHERE overdue_since IS NULL AND stopped_on IS NULL AND status = 'planned';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE milestones');
  }
}
