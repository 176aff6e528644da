import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What failed for good is kept with its reason and can be tried again: a reaction beside its event, which stays as long,
 * and a sweep in one workspace. What people did is handed over before what the clock did.
 */
export class KeepDeadLetters1795500000040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE dead_letters (
        id uuid NOT NULL, workspace_id uuid NOT NULL, kind text NOT NULL, name text NOT NULL,
        event_id bigint, event_type text, about jsonb, reason text NOT NULL, attempts integer NOT NULL,
        state text NOT NULL, first_failed_at timestamptz NOT NULL, last_failed_at timestamptz NOT NULL,
        next_attempt_at timestamptz, settled_at timestamptz, settled_by uuid, settled_because text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT dead_letters_pkey PRIMARY KEY (id),
        CONSTRAINT dead_letters_event_id_fkey FOREIGN KEY (event_id) REFERENCES outbox_events (id) ON DELETE SET NULL);
      CREATE UNIQUE INDEX dead_letters_reaction ON dead_letters (event_id, name) WHERE event_id IS NOT NULL;
      CREATE UNIQUE INDEX dead_letters_open_sweep ON dead_letters (workspace_id, name)
        WHERE kind = 'sweep' AND settled_at IS NULL;
      CREATE INDEX dead_letters_list ON dead_letters (workspace_id, last_failed_at, id);
      CREATE TABLE sweep_runs (
        name text NOT NULL, started_at timestamptz NOT NULL, took_ms integer NOT NULL, acted integer NOT NULL,
        failed_once integer NOT NULL, failed_workspaces integer NOT NULL,
        CONSTRAINT sweep_runs_pkey PRIMARY KEY (name));

      ALTER TABLE outbox_events ADD COLUMN priority smallint NOT NULL DEFAULT 0;
      DROP INDEX outbox_events_pending;
      CREATE INDEX outbox_events_pending ON outbox_events (priority, id) WHERE dispatched_at IS NULL;

      DROP FUNCTION doors.claim_events(integer);
      CREATE FUNCTION doors.claim_events(at_most integer) RETURNS TABLE (id bigint, workspace_id uuid, priority smallint)
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events e SET claimed_at = clock_timestamp() WHERE e.id IN (
            SELECT o.id FROM public.outbox_events o
            WHERE dispatched_at IS NULL AND (claimed_at IS NULL
              OR claimed_at NOT BETWEEN clock_timestamp() - interval '10 seconds' AND clock_timestamp())
            ORDER BY o.priority, o.id LIMIT at_most FOR UPDATE SKIP LOCKED)
          RETURNING e.id, e.workspace_id, e.priority $$;

      CREATE OR REPLACE FUNCTION doors.remove_finished_events(earlier_than timestamptz, at_most integer) RETURNS SETOF bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          DELETE FROM public.outbox_events WHERE id IN (
            SELECT e.id FROM public.outbox_events e WHERE e.finished_at < earlier_than AND NOT EXISTS (
              SELECT FROM public.dead_letters d WHERE d.event_id = e.id AND d.settled_at IS NULL)
            ORDER BY e.finished_at LIMIT at_most)
          RETURNING id $$;

      CREATE FUNCTION doors.failing_sweeps(sweep text) RETURNS TABLE (workspace_id uuid, part text, next_attempt_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          SELECT workspace_id, name, next_attempt_at FROM public.dead_letters
          WHERE kind = 'sweep' AND settled_at IS NULL AND split_part(name, '/', 1) = sweep $$;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION doors.failing_sweeps(text);
      CREATE OR REPLACE FUNCTION doors.remove_finished_events(earlier_than timestamptz, at_most integer) RETURNS SETOF bigint
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          DELETE FROM public.outbox_events WHERE id IN (
            SELECT id FROM public.outbox_events WHERE finished_at < earlier_than ORDER BY finished_at LIMIT at_most)
          RETURNING id $$;
      DROP FUNCTION doors.claim_events(integer);
      CREATE FUNCTION doors.claim_events(at_most integer) RETURNS TABLE (id bigint, workspace_id uuid)
        LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
          UPDATE public.outbox_events e SET claimed_at = clock_timestamp() WHERE e.id IN (
            SELECT o.id FROM public.outbox_events o
            WHERE dispatched_at IS NULL AND (claimed_at IS NULL
              OR claimed_at NOT BETWEEN clock_timestamp() - interval '10 seconds' AND clock_timestamp())
            ORDER BY o.id LIMIT at_most FOR UPDATE SKIP LOCKED)
          RETURNING e.id, e.workspace_id $$;
      DROP INDEX outbox_events_pending;
      ALTER TABLE outbox_events DROP COLUMN priority;
      CREATE INDEX outbox_events_pending ON outbox_events (id) WHERE dispatched_at IS NULL;
      DROP TABLE sweep_runs, dead_letters;`);
  }
}
