import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A signature by delegation names whose task it was. What was signed before has none: the trail says it beside. */
export class PrintForWhomWasSigned1795500000102 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE signatures ADD COLUMN on_behalf_of uuid, ADD COLUMN on_behalf_of_name text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE signatures DROP COLUMN on_behalf_of_name, DROP COLUMN on_behalf_of');
  }
}
