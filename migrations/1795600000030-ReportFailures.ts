import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of what failed for good the admins are told once. The indexes hold what nobody has been told of yet: next to nothing. */
export class ReportFailures1795600000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE dead_letters ADD COLUMN reported_at timestamptz');
    await queryRunner.query('ALTER TABLE webhook_deliveries ADD COLUMN reported_at timestamptz');
    // What was given up before this existed is no news.
    await queryRunner.query(`UPDATE webhook_deliveries SET reported_at = finished_at WHERE state = 'dead'`);
    await queryRunner.query(
      `CREATE INDEX dead_letters_unreported ON dead_letters (workspace_id) WHERE state = 'dead' AND reported_at IS NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX webhook_deliveries_unreported ON webhook_deliveries (workspace_id)
       WHERE state = 'dead' AND reported_at IS NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX webhook_deliveries_unreported');
    await queryRunner.query('DROP INDEX dead_letters_unreported');
    await queryRunner.query('ALTER TABLE webhook_deliveries DROP COLUMN reported_at');
    await queryRunner.query('ALTER TABLE dead_letters DROP COLUMN reported_at');
  }
}
