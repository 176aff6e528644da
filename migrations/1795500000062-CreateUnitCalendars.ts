import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A working calendar for a department and those below it. */
export class CreateUnitCalendars1795500000062 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE unit_calendars (
        workspace_id uuid NOT NULL, unit_id uuid NOT NULL, calendar_id uuid, version integer NOT NULL DEFAULT 1,
        CONSTRAINT unit_calendars_pkey PRIMARY KEY (workspace_id, unit_id),
        CONSTRAINT unit_calendars_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES working_calendars (id))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE unit_calendars');
  }
}
