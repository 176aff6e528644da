import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who will not approve a waiver says so, and what waited for it goes on. */
export class RefuseWaivers1795720000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE waivers ADD COLUMN refused_by uuid, ADD COLUMN refused_on_behalf_of uuid,
         ADD COLUMN refused_at timestamptz, ADD COLUMN refusal_reason text`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE waivers DROP COLUMN refusal_reason, DROP COLUMN refused_at, DROP COLUMN refused_on_behalf_of,
         DROP COLUMN refused_by`,
    );
  }
}
