import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A pilot says by which version of its metric's definition it was designed and judged. Of those that exist, the version
 * is the one that was in force when the draft was last written (of a pilot that has begun: made, since nobody kept when
 * it was last written) and when it was judged; null where the dictionary had no such metric then.
 */
export class KeepMetricVersionsOfPilots1795710000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE pilots ADD COLUMN metric_version integer, ADD COLUMN judged_metric_version integer;
      WITH moments AS (
        SELECT p.id, m.id AS metric_id, p.judged_at,
          CASE p.state WHEN 'draft' THEN p.changed_at ELSE p.created_at END AS designed_at
        FROM pilots p JOIN metrics m ON m.workspace_id = p.workspace_id AND m.code = p.primary_metric)
      UPDATE pilots p SET
        metric_version =
          (SELECT max(d.version) FROM metric_definitions d
           WHERE d.metric_id = moments.metric_id AND d.defined_at <= moments.designed_at),
        judged_metric_version =
          (SELECT max(d.version) FROM metric_definitions d
           WHERE d.metric_id = moments.metric_id AND d.defined_at <= moments.judged_at)
      FROM moments WHERE moments.id = p.id`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE pilots DROP COLUMN metric_version, DROP COLUMN judged_metric_version');
  }
}
