import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What comes round climbs the ladder, too, though it belongs to no item. What is late already begins its first round now. */
export class EscalateOccurrences1795730000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const at = `date_trunc('milliseconds', now())`;
    await queryRunner.query(`
      ALTER TABLE recurring_rules ADD COLUMN severity text;
      ALTER TABLE recurring_occurrences ADD COLUMN severity text;
      ALTER TABLE escalations ALTER COLUMN item_id DROP NOT NULL;
      INSERT INTO escalations (id, workspace_id, subject_type, subject_id, round, started_because, started_at, runs_from,
          look_at, owed_by, due_on)
        SELECT gen_random_uuid(), workspace_id, 'recurring_occurrence', id, 1, 'late', ${at}, ${at}, ${at}, owner_id, due_on
        FROM recurring_occurrences WHERE overdue_since IS NOT NULL AND status = 'open';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM escalation_steps s USING escalations e WHERE e.id = s.escalation_id AND e.item_id IS NULL;
      DELETE FROM escalations WHERE item_id IS NULL;
      ALTER TABLE escalations ALTER COLUMN item_id SET NOT NULL;
      ALTER TABLE recurring_occurrences DROP COLUMN severity;
      ALTER TABLE recurring_rules DROP COLUMN severity;`);
  }
}
