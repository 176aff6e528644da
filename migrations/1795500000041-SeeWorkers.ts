import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether any worker is there, and how much waits in the outbox of the whole product, can be asked without seeing what it is. */
export class SeeWorkers1795500000041 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE workers (
        id uuid NOT NULL, started_at timestamptz NOT NULL, seen_at timestamptz NOT NULL,
        CONSTRAINT workers_pkey PRIMARY KEY (id));

      CREATE FUNCTION doors.outbox_figures(counted integer)
        RETURNS TABLE (waiting bigint, oldest_waiting timestamptz, under_way bigint, dead_letters bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          SELECT
            (SELECT count(*) FROM (SELECT FROM public.outbox_events WHERE dispatched_at IS NULL LIMIT counted) w),
            (SELECT min(oldest.occurred_at) FROM (
              (SELECT occurred_at FROM public.outbox_events WHERE dispatched_at IS NULL AND priority = 0 ORDER BY id LIMIT 1)
              UNION ALL
              (SELECT occurred_at FROM public.outbox_events WHERE dispatched_at IS NULL AND priority = 1 ORDER BY id LIMIT 1)
            ) oldest),
            (SELECT count(*) FROM (SELECT FROM public.outbox_events
              WHERE finished_at IS NULL AND dispatched_at IS NOT NULL LIMIT counted) u),
            (SELECT count(*) FROM public.dead_letters WHERE state IN ('dead', 'retrying')) $$;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION doors.outbox_figures(integer); DROP TABLE workers;');
  }
}
