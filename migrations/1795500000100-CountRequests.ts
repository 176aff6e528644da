import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests are counted for all HTTP processes together. Lost in a crash they limit nobody, so they are not logged. */
export class CountRequests1795500000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNLOGGED TABLE request_counts (
        subject text NOT NULL, minute timestamptz NOT NULL, requests integer NOT NULL,
        CONSTRAINT request_counts_pkey PRIMARY KEY (subject))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE request_counts');
  }
}
