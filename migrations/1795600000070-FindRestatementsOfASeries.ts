import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a restated value first came is asked for a series and a span, of ten thousand series at once. */
export class FindRestatementsOfASeries1795600000070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX metric_restatements_of_series ON metric_restatements (metric_id, dimension_key, period_start)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX metric_restatements_of_series');
  }
}
