import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  { table: 'tasks', owed: "status IN ('todo', 'doing')" },
  { table: 'milestones', owed: "status = 'planned'" },
];

/**
 * From which instant something is late, and when to remind of it, in the working calendar and zone of who owes it. Reckoned
 * by the sweep; whatever changes who owes it, when, or whether its clock runs, makes it to be reckoned anew.
 */
export class ReckonDeadlines1795400000320 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION reckon_deadline_anew() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.late_at := NULL;
        NEW.remind_at := NULL;
        RETURN NEW;
      END $$;`);
    for (const { table, owed } of TABLES) {
      const running = `overdue_since IS NULL AND stopped_on IS NULL AND ${owed}`;
      await queryRunner.query(`
        ALTER TABLE ${table} ADD COLUMN late_at timestamptz, ADD COLUMN remind_at timestamptz;
        CREATE TRIGGER ${table}_reckon_anew BEFORE UPDATE OF due_on, assignee_id, stopped_on, status, overdue_since ON ${table}
          FOR EACH ROW WHEN ((OLD.due_on, OLD.assignee_id, OLD.stopped_on, OLD.status, OLD.overdue_since IS NULL)
            IS DISTINCT FROM (NEW.due_on, NEW.assignee_id, NEW.stopped_on, NEW.status, NEW.overdue_since IS NULL))
          EXECUTE FUNCTION reckon_deadline_anew();
        DROP INDEX ${table}_to_flag;
        CREATE INDEX ${table}_to_reckon ON ${table} (workspace_id, due_on, id) WHERE late_at IS NULL AND ${running};
        CREATE INDEX ${table}_to_flag ON ${table} (workspace_id, late_at, id) WHERE late_at IS NOT NULL AND ${running};
        CREATE INDEX ${table}_to_remind ON ${table} (workspace_id, remind_at, id)
          WHERE remind_at IS NOT NULL AND ${running};`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table, owed } of TABLES) {
      await queryRunner.query(`
        DROP INDEX ${table}_to_reckon, ${table}_to_flag, ${table}_to_remind;
        CREATE INDEX ${table}_to_flag ON ${table} (workspace_id, due_on, id)
          WHERE overdue_since IS NULL AND stopped_on IS NULL AND ${owed};
        DROP TRIGGER ${table}_reckon_anew ON ${table};
        ALTER TABLE ${table} DROP COLUMN late_at, DROP COLUMN remind_at;`);
    }
    await queryRunner.query('DROP FUNCTION reckon_deadline_anew()');
  }
}
