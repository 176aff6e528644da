import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Points lie in partitions by quarter and carry their dimensions and their batch; what a restated value was before is
 * kept. What has no quarter's partition yet lands in metric_points_other.
 */
export class PartitionMetricPoints1795400000230 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE metric_batches (
        id uuid NOT NULL, workspace_id uuid NOT NULL, metric_id uuid NOT NULL, format text NOT NULL,
        received bigint NOT NULL, inserted bigint NOT NULL, changed bigint NOT NULL, duplicates bigint NOT NULL,
        first_start timestamptz NOT NULL, last_start timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL, recorded_by uuid,
        CONSTRAINT metric_batches_pkey PRIMARY KEY (id),
        CONSTRAINT metric_batches_metric_id_fkey FOREIGN KEY (metric_id) REFERENCES metrics (id));
      CREATE INDEX metric_batches_of_metric ON metric_batches (metric_id, id DESC);

      CREATE TABLE metric_series (
        metric_id uuid NOT NULL, dimension_key text NOT NULL, workspace_id uuid NOT NULL, first_seen_at timestamptz NOT NULL,
        CONSTRAINT metric_series_pkey PRIMARY KEY (metric_id, dimension_key));

      CREATE TABLE metric_restatements (
        metric_id uuid NOT NULL, dimension_key text NOT NULL, period_start timestamptz NOT NULL, batch_id uuid NOT NULL,
        workspace_id uuid NOT NULL, old_value double precision NOT NULL, new_value double precision NOT NULL,
        old_recorded_at timestamptz NOT NULL, old_batch_id uuid, restated_at timestamptz NOT NULL,
        CONSTRAINT metric_restatements_pkey PRIMARY KEY (metric_id, batch_id, dimension_key, period_start));

      -- Parts of an upload on their way: worthless after a crash, so they need no log.
      CREATE UNLOGGED TABLE metric_upload_chunks (
        upload_id uuid NOT NULL, nth integer NOT NULL, workspace_id uuid NOT NULL, dimension_keys text[],
        starts double precision[] NOT NULL, point_values double precision[] NOT NULL, places integer[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT metric_upload_chunks_pkey PRIMARY KEY (upload_id, nth));
      ALTER TABLE metric_upload_chunks ALTER starts SET STORAGE EXTERNAL, ALTER point_values SET STORAGE EXTERNAL,
        ALTER places SET STORAGE EXTERNAL;`);
    await this.partition(queryRunner);
  }

  private async partition(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE metric_points RENAME TO metric_points_before;
      ALTER TABLE metric_points_before RENAME CONSTRAINT metric_points_pkey TO metric_points_before_pkey;
      CREATE TABLE metric_points (
        metric_id uuid NOT NULL, dimension_key text NOT NULL DEFAULT '', period_start timestamptz NOT NULL,
        workspace_id uuid NOT NULL, value double precision, recorded_at timestamptz NOT NULL, batch_id uuid,
        CONSTRAINT metric_points_pkey PRIMARY KEY (metric_id, dimension_key, period_start)
      ) PARTITION BY RANGE (period_start);
      CREATE TABLE metric_points_other PARTITION OF metric_points DEFAULT;`);
    await queryRunner.query(ENSURE);
    await queryRunner.query(`
      INSERT INTO metric_batches
      SELECT gen_random_uuid(), workspace_id, metric_id, 'json', count(*), count(*), 0, 0, min(period_start), max(period_start),
             recorded_at, recorded_by
      FROM metric_points_before GROUP BY workspace_id, metric_id, recorded_at, recorded_by;
      INSERT INTO metric_series SELECT metric_id, '', workspace_id, min(recorded_at) FROM metric_points_before GROUP BY 1, 3;
      INSERT INTO metric_points
      SELECT p.metric_id, '', p.period_start, p.workspace_id, p.value, p.recorded_at, b.id
      FROM metric_points_before p JOIN metric_batches b
        ON b.metric_id = p.metric_id AND b.recorded_at = p.recorded_at AND b.recorded_by IS NOT DISTINCT FROM p.recorded_by;
      DROP TABLE metric_points_before;
      SELECT ensure_metric_partitions(ARRAY(
        SELECT now() + make_interval(months => 3 * n) FROM generate_series(0, 2) n))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE metric_points RENAME TO metric_points_partitioned;
      ALTER TABLE metric_points_partitioned RENAME CONSTRAINT metric_points_pkey TO metric_points_partitioned_pkey;
      CREATE TABLE metric_points (
        metric_id uuid NOT NULL, period_start timestamptz NOT NULL, workspace_id uuid NOT NULL,
        value double precision NOT NULL, recorded_at timestamptz NOT NULL, recorded_by uuid,
        CONSTRAINT metric_points_pkey PRIMARY KEY (metric_id, period_start));
      INSERT INTO metric_points
      SELECT p.metric_id, p.period_start, p.workspace_id, p.value, p.recorded_at, b.recorded_by
      FROM metric_points_partitioned p LEFT JOIN metric_batches b ON b.id = p.batch_id
      WHERE p.dimension_key = '' AND p.value IS NOT NULL;
      DROP TABLE metric_points_partitioned, metric_upload_chunks, metric_restatements, metric_series, metric_batches;
      DROP FUNCTION ensure_metric_partitions;`);
  }
}

/*
 * Makes the missing partitions of the quarters that hold the given instants, and of those that the default partition
 * already holds rows of, which move. Runs as the owner of the tables: whoever writes points may not create tables. It
 * rather gives up after two seconds than lets every reader wait behind it; then the rows land in the default partition
 * until the next run. What lies before 2000 stays there for good.
 */
const ENSURE = `
  CREATE FUNCTION ensure_metric_partitions(instants timestamptz[]) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '2s' AS $$
  DECLARE
    quarter timestamp;
    name text;
    bounds text;
    made integer := 0;
  BEGIN
    PERFORM pg_advisory_xact_lock(7345230);
    FOR quarter IN
      SELECT DISTINCT date_trunc('quarter', instant AT TIME ZONE 'UTC')
      FROM (SELECT unnest(instants) UNION ALL SELECT period_start FROM metric_points_other) all_instants (instant)
      WHERE instant >= '2000-01-01T00:00:00Z' ORDER BY 1
    LOOP
      name := 'metric_points_' || to_char(quarter, 'YYYY"q"Q');
      CONTINUE WHEN to_regclass(name) IS NOT NULL;
      bounds := format('FROM (%L) TO (%L)', quarter AT TIME ZONE 'UTC', (quarter + interval '3 months') AT TIME ZONE 'UTC');
      EXECUTE format('CREATE TABLE %I (LIKE metric_points INCLUDING DEFAULTS)', name);
      -- No policy of its own: whoever may read it does so through the table it belongs to.
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
      LOCK TABLE metric_points_other IN ACCESS EXCLUSIVE MODE;
      EXECUTE format(
        'WITH moved AS (DELETE FROM metric_points_other WHERE period_start >= %L AND period_start < %L RETURNING *)
         INSERT INTO %I SELECT * FROM moved',
        quarter AT TIME ZONE 'UTC', (quarter + interval '3 months') AT TIME ZONE 'UTC', name);
      EXECUTE format('ALTER TABLE metric_points ATTACH PARTITION %I FOR VALUES %s', name, bounds);
      made := made + 1;
    END LOOP;
    RETURN made;
  END $$`;
