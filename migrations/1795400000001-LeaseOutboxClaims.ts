import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A relay that takes an event holds it for seconds only, until the queue has it: what a killed relay had taken and not
 * handed over waits no longer than that.
 */
export class LeaseOutboxClaims1795400000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE outbox_events ADD COLUMN claimed_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE outbox_events DROP COLUMN claimed_at');
  }
}
