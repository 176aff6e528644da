import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signatures that refuse to be changed, and the count of proofs of presence that failed. */
export class CreateSignatures1795400000160 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE signatures (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, action text NOT NULL,
        subject_type text NOT NULL, subject_id text NOT NULL, cycle integer NOT NULL, version integer NOT NULL,
        signer_id uuid NOT NULL, printed_name text NOT NULL, role text NOT NULL, meaning text NOT NULL,
        method text NOT NULL, signed_at timestamptz NOT NULL, content text NOT NULL, content_hash text NOT NULL,
        request_id text NOT NULL,
        CONSTRAINT signatures_pkey PRIMARY KEY (id),
        CONSTRAINT signatures_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX signatures_item ON signatures (item_id, signed_at);
      CREATE FUNCTION refuse_signature_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'signatures are append-only' USING ERRCODE = 'insufficient_privilege'; END $$;
      CREATE TRIGGER signatures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signatures
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_signature_change();

      CREATE TABLE presence_attempts (
        user_id uuid NOT NULL, failures integer NOT NULL, last_at timestamptz NOT NULL,
        CONSTRAINT presence_attempts_pkey PRIMARY KEY (user_id));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE presence_attempts, signatures;
      DROP FUNCTION refuse_signature_change();`);
  }
}
