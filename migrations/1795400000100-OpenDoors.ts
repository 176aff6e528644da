import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The doors in the walls between workspaces: functions that run as the tables' owner and answer the few questions that
 * come before a workspace is known, or concern them all. Each asks for one thing alone.
 */
export class OpenDoors1795400000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA doors;

      CREATE FUNCTION doors.workspaces_of(person uuid, only_slug text DEFAULT NULL)
        RETURNS TABLE (id uuid, slug text, name text, time_zone text, role text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 1 AS $$
          SELECT w.id, w.slug, w.name, w.time_zone, m.role
          FROM public.memberships m JOIN public.workspaces w ON w.id = m.workspace_id
          WHERE m.user_id = person AND (only_slug IS NULL OR w.slug = only_slug) ORDER BY w.slug $$;

      CREATE FUNCTION doors.all_workspaces(behind uuid, at_most integer)
        RETURNS TABLE (id uuid, slug text, time_zone text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          SELECT id, slug, time_zone FROM public.workspaces WHERE behind IS NULL OR id > behind ORDER BY id LIMIT at_most $$;

      CREATE FUNCTION doors.workspace_of_link(hash text) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          SELECT workspace_id FROM public.one_time_links WHERE token_hash = hash $$;

      CREATE FUNCTION doors.workspace_of_event(event bigint) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          SELECT workspace_id FROM public.outbox_events WHERE id = event $$;

      CREATE FUNCTION doors.claim_events(at_most integer) RETURNS TABLE (id bigint, workspace_id uuid)
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events e SET claimed_at = clock_timestamp() WHERE e.id IN (
            SELECT o.id FROM public.outbox_events o
            WHERE dispatched_at IS NULL AND (claimed_at IS NULL
              OR claimed_at NOT BETWEEN clock_timestamp() - interval '10 seconds' AND clock_timestamp())
            ORDER BY o.id LIMIT at_most FOR UPDATE SKIP LOCKED)
          RETURNING e.id, e.workspace_id $$;

      CREATE FUNCTION doors.events_handed_over(events bigint[], handed_over_at timestamptz) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events SET dispatched_at = handed_over_at WHERE id = ANY (events) $$;

      CREATE FUNCTION doors.give_back_events(events bigint[]) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events SET claimed_at = NULL WHERE id = ANY (events) AND dispatched_at IS NULL $$;

      CREATE FUNCTION doors.recover_events(earlier_than timestamptz, at_most integer) RETURNS SETOF bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events SET dispatched_at = NULL, claimed_at = NULL WHERE id IN (
            SELECT id FROM public.outbox_events WHERE finished_at IS NULL AND dispatched_at < earlier_than
            ORDER BY dispatched_at LIMIT at_most FOR UPDATE SKIP LOCKED)
          RETURNING id $$;

      CREATE FUNCTION doors.remove_finished_events(earlier_than timestamptz, at_most integer) RETURNS SETOF bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          DELETE FROM public.outbox_events WHERE id IN (
            SELECT id FROM public.outbox_events WHERE finished_at < earlier_than ORDER BY finished_at LIMIT at_most)
          RETURNING id $$;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA doors CASCADE');
  }
}
