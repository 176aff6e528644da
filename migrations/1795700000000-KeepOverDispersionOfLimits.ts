import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Limits of shares and rates keep how much wider than chance they are, and all limits the definition that they were
 * reckoned under: for those of before, the one that stood when they were locked.
 */
export class KeepOverDispersionOfLimits1795700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE control_limits
        ADD COLUMN spread double precision NOT NULL DEFAULT 1, ADD COLUMN definition_version integer NOT NULL DEFAULT 1;
      UPDATE control_limits limits SET definition_version = stood.version
      FROM (SELECT l.id, max(d.version) AS version FROM control_limits l
        JOIN metric_definitions d ON d.metric_id = l.metric_id AND d.defined_at <= l.locked_at GROUP BY l.id) stood
      WHERE stood.id = limits.id;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE control_limits DROP COLUMN spread, DROP COLUMN definition_version');
  }
}
