import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a review compares keeps which definition of the metric it was measured by. */
export class KeepDefinitionVersions1795400000233 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE item_baselines ADD metric_version integer;
      ALTER TABLE item_reviews ADD after_metric_version integer;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE item_baselines DROP metric_version;
      ALTER TABLE item_reviews DROP after_metric_version;`);
  }
}
