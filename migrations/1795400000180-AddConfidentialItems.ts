import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items that only their team, owner, sponsor, admins and auditors see. */
export class AddConfidentialItems1795400000180 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE items ADD COLUMN confidential boolean NOT NULL DEFAULT false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE items DROP COLUMN confidential');
  }
}
