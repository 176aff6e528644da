import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two accounts cannot have addresses that look alike. Plain ASCII looks like itself alone and has no skeleton. */
export class TellAddressesApartThatLookAlike1795500000101 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Letters are folded by the product; an address that is there already is compared as it is written.
    await queryRunner.query(`
      ALTER TABLE users ADD COLUMN email_skeleton text;
      UPDATE users SET email_skeleton = email WHERE email ~ '[^\\x01-\\x7f]';
      ALTER TABLE users ADD CONSTRAINT users_email_skeleton_key UNIQUE (email_skeleton)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users DROP COLUMN email_skeleton');
  }
}
