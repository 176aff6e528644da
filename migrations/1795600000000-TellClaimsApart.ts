import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A claim says of each event whether it was on its way before, so that it travels alone then: under its own job id it is
 * not queued beside a job that still waits for its next attempt. What is recovered keeps the claim that tells so.
 */
export class TellClaimsApart1795600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION doors.claim_events(integer);
      CREATE FUNCTION doors.claim_events(at_most integer)
        RETURNS TABLE (id bigint, workspace_id uuid, priority smallint, is_again boolean)
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          WITH picked AS MATERIALIZED (
            SELECT o.id, o.claimed_at IS NOT NULL AS is_again FROM public.outbox_events o
            WHERE dispatched_at IS NULL AND (claimed_at IS NULL
              OR claimed_at NOT BETWEEN clock_timestamp() - interval '10 seconds' AND clock_timestamp())
            ORDER BY o.priority, o.id LIMIT at_most FOR UPDATE SKIP LOCKED)
          UPDATE public.outbox_events e SET claimed_at = clock_timestamp() FROM picked WHERE e.id = picked.id
          RETURNING e.id, e.workspace_id, e.priority, picked.is_again $$;

      CREATE OR REPLACE FUNCTION doors.recover_events(earlier_than timestamptz, at_most integer) RETURNS SETOF bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events SET dispatched_at = NULL WHERE id IN (
            SELECT id FROM public.outbox_events WHERE finished_at IS NULL AND dispatched_at < earlier_than
            ORDER BY dispatched_at LIMIT at_most FOR UPDATE SKIP LOCKED)
          RETURNING id $$;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION doors.recover_events(earlier_than timestamptz, at_most integer) RETURNS SETOF bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events SET dispatched_at = NULL, claimed_at = NULL WHERE id IN (
            SELECT id FROM public.outbox_events WHERE finished_at IS NULL AND dispatched_at < earlier_than
            ORDER BY dispatched_at LIMIT at_most FOR UPDATE SKIP LOCKED)
          RETURNING id $$;
      DROP FUNCTION doors.claim_events(integer);
      CREATE FUNCTION doors.claim_events(at_most integer) RETURNS TABLE (id bigint, workspace_id uuid, priority smallint)
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events e SET claimed_at = clock_timestamp() WHERE e.id IN (
            SELECT o.id FROM public.outbox_events o
            WHERE dispatched_at IS NULL AND (claimed_at IS NULL
              OR claimed_at NOT BETWEEN clock_timestamp() - interval '10 seconds' AND clock_timestamp())
            ORDER BY o.priority, o.id LIMIT at_most FOR UPDATE SKIP LOCKED)
          RETURNING e.id, e.workspace_id, e.priority $$;`);
  }
}
