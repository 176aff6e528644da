import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Secret addresses at which calendar programs read a person's dates. */
export class CreateCalendarFeeds1795500000081 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE calendar_feeds (
        id uuid CONSTRAINT calendar_feeds_pkey PRIMARY KEY,
        user_id uuid NOT NULL,
        name text NOT NULL,
        language text NOT NULL,
        token_hash text NOT NULL CONSTRAINT calendar_feeds_token UNIQUE,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX calendar_feeds_person ON calendar_feeds (user_id, id);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE calendar_feeds');
  }
}
