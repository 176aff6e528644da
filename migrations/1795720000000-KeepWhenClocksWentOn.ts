import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['items', 'tasks', 'milestones'];

/** The instant at which a clock last went on, so that whoever counts grace reads it and need not have been told in time. */
export class KeepWhenClocksWentOn1795720000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN went_on_at timestamptz`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN went_on_at`);
  }
}
