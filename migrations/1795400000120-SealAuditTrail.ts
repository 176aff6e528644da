import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The trail can be sealed, and what people wrote in it can be erased without breaking a seal: texts move into a table of
 * their own, each event waits in a queue for its seal, and the seals of a workspace form a chain.
 */
export class SealAuditTrail1795400000120 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_contents (
        event_id bigint NOT NULL, workspace_id uuid NOT NULL, reason text, changes jsonb NOT NULL,
        salt uuid, salts jsonb, erased jsonb,
        CONSTRAINT audit_contents_pkey PRIMARY KEY (event_id));
      CREATE TABLE audit_unsealed (
        workspace_id uuid NOT NULL, event_id bigint NOT NULL,
        CONSTRAINT audit_unsealed_pkey PRIMARY KEY (workspace_id, event_id));
      CREATE TABLE audit_seals (
        workspace_id uuid NOT NULL, number integer NOT NULL, previous text NOT NULL,
        first_event bigint NOT NULL, last_event bigint NOT NULL, count integer NOT NULL, root text NOT NULL,
        sealed_at timestamptz NOT NULL, hash text NOT NULL, event_ids bigint[] NOT NULL, leaves bytea NOT NULL,
        CONSTRAINT audit_seals_pkey PRIMARY KEY (workspace_id, number));
      CREATE INDEX audit_seals_last_event ON audit_seals (workspace_id, last_event);
      CREATE TABLE audit_heads (
        workspace_id uuid NOT NULL, number integer NOT NULL, hash text NOT NULL, key_id text NOT NULL,
        mark text NOT NULL, CONSTRAINT audit_heads_pkey PRIMARY KEY (workspace_id));

      INSERT INTO audit_contents (event_id, workspace_id, reason, changes, salt)
        SELECT id, workspace_id, reason, changes, gen_random_uuid() FROM audit_events;
      INSERT INTO audit_unsealed (workspace_id, event_id) SELECT workspace_id, id FROM audit_events;
      ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only;
      -- An invitation was recorded under its e-mail address, which no seal may cover.
      UPDATE audit_events e SET subject_id = coalesce(
          (SELECT u.id::text FROM users u WHERE u.email = e.subject_id),
          (SELECT l.id::text FROM one_time_links l WHERE lower(l.email) = e.subject_id ORDER BY l.expires_at DESC LIMIT 1),
          gen_random_uuid()::text)
        WHERE action = 'member.invited' AND subject_id LIKE '%@%';
      ALTER TABLE audit_events ENABLE TRIGGER audit_events_append_only;
      ALTER TABLE audit_events DROP COLUMN reason, DROP COLUMN changes, ADD COLUMN on_behalf_of uuid;
      CREATE INDEX audit_events_actor ON audit_events (actor_id, id) WHERE actor_id IS NOT NULL;

      CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
      CREATE TRIGGER audit_contents_stay BEFORE DELETE OR TRUNCATE ON audit_contents
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
      CREATE FUNCTION allow_audit_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.event_id = OLD.event_id AND NEW.workspace_id = OLD.workspace_id AND NEW.salt IS NULL
            AND (NEW.reason IS NULL OR NEW.reason = OLD.reason)
            AND NOT EXISTS (SELECT 1 FROM jsonb_each(NEW.changes) kept WHERE OLD.changes -> kept.key IS DISTINCT FROM kept.value)
            AND NEW.erased @> coalesce(OLD.erased, '{}') AND NEW.erased <> '{}'
          THEN RETURN NEW; END IF;
          RAISE EXCEPTION 'texts of the audit trail can be erased, never changed' USING ERRCODE = 'insufficient_privilege';
        END $$;
      CREATE TRIGGER audit_contents_only_erased BEFORE UPDATE ON audit_contents
        FOR EACH ROW EXECUTE FUNCTION allow_audit_erasure();
      REVOKE UPDATE, DELETE, TRUNCATE ON audit_events, audit_seals FROM PUBLIC;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX audit_events_actor;
      ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only;
      ALTER TABLE audit_events DROP COLUMN on_behalf_of, ADD COLUMN reason text, ADD COLUMN changes jsonb NOT NULL DEFAULT '{}';
      UPDATE audit_events e SET reason = c.reason, changes = c.changes FROM audit_contents c WHERE c.event_id = e.id;
      ALTER TABLE audit_events ALTER COLUMN changes DROP DEFAULT;
      ALTER TABLE audit_events ENABLE TRIGGER audit_events_append_only;
      DROP TABLE audit_heads, audit_seals, audit_unsealed, audit_contents;
      DROP FUNCTION allow_audit_erasure();`);
  }
}
