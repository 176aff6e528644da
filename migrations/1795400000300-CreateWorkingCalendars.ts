import type { MigrationInterface, QueryRunner } from 'typeorm';

/** On which days a workspace, and each person in it, works. */
export class CreateWorkingCalendars1795400000300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE working_calendars (
        id uuid NOT NULL, workspace_id uuid NOT NULL, name text NOT NULL, country text, region text,
        weekdays smallint[] NOT NULL DEFAULT '{1,2,3,4,5}', is_default boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT working_calendars_pkey PRIMARY KEY (id),
        CONSTRAINT working_calendars_name_key UNIQUE (workspace_id, name));
      CREATE UNIQUE INDEX working_calendars_default ON working_calendars (workspace_id) WHERE is_default;
      CREATE TABLE calendar_days (
        calendar_id uuid NOT NULL, day date NOT NULL, workspace_id uuid NOT NULL, kind text NOT NULL, name text NOT NULL,
        CONSTRAINT calendar_days_pkey PRIMARY KEY (calendar_id, day),
        CONSTRAINT calendar_days_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES working_calendars (id));
      CREATE TABLE working_times (
        workspace_id uuid NOT NULL, user_id uuid NOT NULL, calendar_id uuid, time_zone text, weekdays smallint[],
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT working_times_pkey PRIMARY KEY (workspace_id, user_id),
        CONSTRAINT working_times_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES working_calendars (id));
      CREATE TABLE absences (
        id uuid NOT NULL, workspace_id uuid NOT NULL, user_id uuid NOT NULL, from_on date NOT NULL, to_on date NOT NULL,
        note text NOT NULL DEFAULT '', recorded_by uuid, recorded_at timestamptz NOT NULL, cancelled_at timestamptz,
        CONSTRAINT absences_pkey PRIMARY KEY (id));
      CREATE INDEX absences_person ON absences (workspace_id, user_id, to_on) WHERE cancelled_at IS NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE absences, working_times, calendar_days, working_calendars');
  }
}
