import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An item's own planned finish has a clock as well: since when it stands. */
export class LetThePlannedFinishStand1795720000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE items ADD COLUMN finish_stopped_on date');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE items DROP COLUMN finish_stopped_on');
  }
}
