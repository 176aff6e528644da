import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An event knows when all its reactions have happened, so that one whose job was lost can be found and handed over again. */
export class FinishOutboxEvents1795300000090 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE outbox_events ADD COLUMN finished_at timestamptz;
      UPDATE outbox_events SET finished_at = dispatched_at WHERE dispatched_at IS NOT NULL;
      CREATE INDEX outbox_events_unfinished ON outbox_events (dispatched_at)
        WHERE finished_at IS NULL AND dispatched_at IS NOT NULL;
      CREATE INDEX outbox_events_finished_at ON outbox_events (finished_at) WHERE finished_at IS NOT NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX outbox_events_finished_at, outbox_events_unfinished;
      ALTER TABLE outbox_events DROP COLUMN finished_at;`);
  }
}
