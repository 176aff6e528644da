import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is told, step by step, when something stays late. What is late already begins its first round now. */
export class ClimbTheLadder1795500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE escalations (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, subject_type text NOT NULL,
        subject_id uuid NOT NULL, round integer NOT NULL, started_because text NOT NULL, started_at timestamptz NOT NULL,
        runs_from timestamptz NOT NULL, look_at timestamptz, stands_since timestamptz,
        owed_by uuid, due_on date, slips integer NOT NULL DEFAULT 0,
        acknowledged_by uuid, acknowledged_at timestamptz, note text, until_on date, until_at timestamptz,
        ended_at timestamptz, end_reason text, version integer NOT NULL DEFAULT 1,
        CONSTRAINT escalations_pkey PRIMARY KEY (id),
        CONSTRAINT escalations_round UNIQUE (subject_type, subject_id, round),
        CONSTRAINT escalations_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE UNIQUE INDEX escalations_open ON escalations (subject_type, subject_id) WHERE ended_at IS NULL;
      CREATE INDEX escalations_to_look ON escalations (workspace_id, look_at, id) WHERE look_at IS NOT NULL;
      CREATE INDEX escalations_item ON escalations (item_id, id);
      CREATE INDEX escalations_newest ON escalations (workspace_id, id);
      CREATE TABLE escalation_steps (
        escalation_id uuid NOT NULL, level smallint NOT NULL, workspace_id uuid NOT NULL, who text NOT NULL,
        user_id uuid, due_at timestamptz, told_at timestamptz, passed_because text,
        CONSTRAINT escalation_steps_pkey PRIMARY KEY (escalation_id, level),
        CONSTRAINT escalation_steps_escalation_id_fkey FOREIGN KEY (escalation_id) REFERENCES escalations (id));
      CREATE INDEX escalation_steps_person ON escalation_steps (workspace_id, user_id, escalation_id)
        WHERE told_at IS NOT NULL;
      CREATE TABLE escalation_policies (
        workspace_id uuid NOT NULL, severity text NOT NULL, graces jsonb NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT escalation_policies_pkey PRIMARY KEY (workspace_id, severity));`);
    const columns = `id, workspace_id, item_id, subject_type, subject_id, round, started_because, started_at, runs_from,
      look_at, owed_by, due_on, slips`;
    const at = `date_trunc('milliseconds', now())`;
    const started = `1, 'late', ${at}, ${at}, ${at}`;
    await queryRunner.query(`
      INSERT INTO escalations (${columns})
        SELECT gen_random_uuid(), workspace_id, item_id, 'task', id, ${started}, assignee_id, due_on, slips
        FROM tasks WHERE overdue_since IS NOT NULL AND status IN ('todo', 'doing', 'blocked');
      INSERT INTO escalations (${columns})
        SELECT gen_random_uuid(), workspace_id, item_id, 'milestone', id, ${started}, assignee_id, due_on, slips
        FROM milestones WHERE overdue_since IS NOT NULL AND status = 'planned';
      INSERT INTO escalations (${columns})
        SELECT gen_random_uuid(), i.workspace_id, i.id, 'containment', i.id, ${started}, i.owner_id, NULL, 0
        FROM items i LEFT JOIN containments c ON c.item_id = i.id
        WHERE i.severity = 'P0' AND i.status IN ('active', 'on_hold') AND c.contained_at IS NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE escalation_policies, escalation_steps, escalations');
  }
}
