import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Guesses are counted for all processes together; keys have scopes and a workspace; sessions know when they were last used. */
export class CountSignInsAndScopeKeys1795400000142 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE sign_in_attempts (
        subject text NOT NULL, failures integer NOT NULL, last_at timestamptz NOT NULL, blocked_until timestamptz,
        CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (subject));
      CREATE INDEX sign_in_attempts_last_at ON sign_in_attempts (last_at);
      ALTER TABLE sessions ADD COLUMN last_seen_at timestamptz;
      ALTER TABLE api_keys ADD COLUMN scopes text[], ADD COLUMN only_workspace_id uuid, ADD COLUMN revoked_at timestamptz,
        ADD CONSTRAINT api_keys_only_workspace_id_fkey FOREIGN KEY (only_workspace_id) REFERENCES workspaces (id);
      CREATE INDEX api_keys_only_workspace_id_idx ON api_keys (only_workspace_id) WHERE only_workspace_id IS NOT NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // A key with scopes would be one without: it must not gain by going back.
    await queryRunner.query(`
      DELETE FROM api_keys WHERE scopes IS NOT NULL OR only_workspace_id IS NOT NULL OR revoked_at IS NOT NULL;
      DROP INDEX api_keys_only_workspace_id_idx;
      ALTER TABLE api_keys DROP CONSTRAINT api_keys_only_workspace_id_fkey, DROP COLUMN revoked_at,
        DROP COLUMN only_workspace_id, DROP COLUMN scopes;
      ALTER TABLE sessions DROP COLUMN last_seen_at;
      DROP TABLE sign_in_attempts;`);
  }
}
