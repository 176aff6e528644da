import type { MigrationInterface, QueryRunner } from 'typeorm';

const RUNNING = "overdue_since IS NULL AND status = 'open'";

/** From which instant a date of a rule is late, and when to remind of it, reckoned as for tasks. */
export class RemindOfOccurrences1795730000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE recurring_occurrences
        ADD COLUMN reminded_of date, ADD COLUMN late_at timestamptz, ADD COLUMN remind_at timestamptz;
      CREATE TRIGGER recurring_occurrences_reckon_anew
        BEFORE UPDATE OF due_on, owner_id, status, overdue_since ON recurring_occurrences
        FOR EACH ROW WHEN ((OLD.due_on, OLD.owner_id, OLD.status, OLD.overdue_since IS NULL)
          IS DISTINCT FROM (NEW.due_on, NEW.owner_id, NEW.status, NEW.overdue_since IS NULL))
        EXECUTE FUNCTION reckon_deadline_anew();
      DROP INDEX recurring_occurrences_to_flag;
      CREATE INDEX recurring_occurrences_to_reckon ON recurring_occurrences (workspace_id, due_on, id)
        WHERE late_at IS NULL AND ${RUNNING};
      CREATE INDEX recurring_occurrences_to_flag ON recurring_occurrences (workspace_id, late_at, id)
        WHERE late_at IS NOT NULL AND ${RUNNING};
      CREATE INDEX recurring_occurrences_to_remind ON recurring_occurrences (workspace_id, remind_at, id)
        WHERE remind_at IS NOT NULL AND ${RUNNING};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX recurring_occurrences_to_reckon, recurring_occurrences_to_flag, recurring_occurrences_to_remind;
      CREATE INDEX recurring_occurrences_to_flag ON recurring_occurrences (workspace_id, due_on, id)
        WHERE status = 'open' AND overdue_since IS NULL;
      DROP TRIGGER recurring_occurrences_reckon_anew ON recurring_occurrences;
      ALTER TABLE recurring_occurrences DROP COLUMN reminded_of, DROP COLUMN late_at, DROP COLUMN remind_at;`);
  }
}
