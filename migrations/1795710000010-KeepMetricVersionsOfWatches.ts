import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A watch says by which version of its metric's definition the review measured and by which it ended, a watch window by
 * which it was set. Watches that exist take the review's version and the one in force when they were settled. When a
 * window was set nobody kept in its row, so those that exist stay without.
 */
export class KeepMetricVersionsOfWatches1795710000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE watches ADD COLUMN metric_version integer, ADD COLUMN settled_metric_version integer;
      ALTER TABLE watch_windows ADD COLUMN metric_version integer;
      UPDATE watches w SET metric_version = r.after_metric_version
      FROM item_reviews r WHERE r.item_id = w.item_id AND r.cycle = w.cycle;
      UPDATE watches w SET settled_metric_version =
        (SELECT max(d.version) FROM metric_definitions d WHERE d.metric_id = m.id AND d.defined_at <= w.settled_at)
      FROM metrics m WHERE m.workspace_id = w.workspace_id AND m.code = w.metric`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE watch_windows DROP COLUMN metric_version;
      ALTER TABLE watches DROP COLUMN metric_version, DROP COLUMN settled_metric_version`);
  }
}
