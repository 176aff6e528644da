import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a reader who comes back has not seen yet is told by the transaction that wrote it: ids grow with time, but not in the
 * order in which transactions end. And whoever holds a connection open hears when the session behind it ends.
 */
export class PushNotificationsLive1795500000022 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE notifications ADD transaction_id bigint NOT NULL DEFAULT 0;

      CREATE FUNCTION tell_of_ended_session() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_notify('sessions_ended', OLD.id::text);
          RETURN NULL;
        END $$;
      CREATE TRIGGER sessions_ended AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION tell_of_ended_session();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER sessions_ended ON sessions;
      DROP FUNCTION tell_of_ended_session();
      ALTER TABLE notifications DROP COLUMN transaction_id;`);
  }
}
