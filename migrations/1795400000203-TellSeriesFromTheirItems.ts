import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A series that fired without getting an item (a silence, a parent, a dismissal just before) does not end with the last one. */
export class TellSeriesFromTheirItems1795400000203 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE trigger_series ADD COLUMN follows_item boolean NOT NULL DEFAULT true');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE trigger_series DROP COLUMN follows_item');
  }
}
