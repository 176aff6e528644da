import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters that wait to be sent. They belong to an address, not to a workspace. */
export class CreateMails1795400000140 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mails (
        id uuid NOT NULL, kind text NOT NULL, recipient text NOT NULL, locale text, params jsonb NOT NULL,
        state text NOT NULL DEFAULT 'waiting', attempts integer NOT NULL DEFAULT 0, created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL, claimed_at timestamptz, finished_at timestamptz, last_error text,
        CONSTRAINT mails_pkey PRIMARY KEY (id));
      CREATE INDEX mails_due ON mails (due_at) WHERE state = 'waiting';
      CREATE INDEX mails_finished_at ON mails (finished_at) WHERE finished_at IS NOT NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mails');
  }
}
