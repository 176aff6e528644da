import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A workspace's own provider of identities, attempts to sign in with it, and sessions that open one workspace alone. */
export class AddSingleSignOn1795400000162 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE sso_providers (
        id uuid NOT NULL, workspace_id uuid NOT NULL, issuer text NOT NULL, client_id text NOT NULL,
        client_secret text NOT NULL, scopes text[] NOT NULL, domains text[] NOT NULL, groups_claim text NOT NULL,
        roles jsonb NOT NULL, version integer NOT NULL DEFAULT 1, changed_at timestamptz NOT NULL,
        CONSTRAINT sso_providers_pkey PRIMARY KEY (id),
        CONSTRAINT sso_providers_workspace_id_key UNIQUE (workspace_id),
        CONSTRAINT sso_providers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id));
      CREATE TABLE sso_attempts (
        state_hash text NOT NULL, workspace_id uuid NOT NULL, nonce text NOT NULL, code_verifier text NOT NULL,
        reauthenticates boolean NOT NULL, begun_at timestamptz NOT NULL,
        CONSTRAINT sso_attempts_pkey PRIMARY KEY (state_hash));
      CREATE INDEX sso_attempts_begun ON sso_attempts (workspace_id, begun_at);
      -- A workspace's id, as the text that Better Auth takes for a field of ours.
      ALTER TABLE sessions ADD bound_to text, ADD authenticated_at timestamptz;
      CREATE UNIQUE INDEX accounts_of_sso ON accounts (provider_id, account_id) WHERE provider_id LIKE 'sso:%';

      -- Whoever signs in has no workspace yet.
      CREATE FUNCTION doors.workspace_with_sso(of_slug text) RETURNS TABLE (id uuid, slug text, time_zone text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 1 AS $$
          SELECT w.id, w.slug, w.time_zone FROM public.workspaces w
          JOIN public.sso_providers p ON p.workspace_id = w.id WHERE w.slug = of_slug $$;
      CREATE FUNCTION doors.belongs_elsewhere(person uuid, here uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          SELECT EXISTS (SELECT 1 FROM public.memberships WHERE user_id = person AND workspace_id <> here) $$;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION doors.belongs_elsewhere(uuid, uuid);
      DROP FUNCTION doors.workspace_with_sso(text);
      DROP INDEX accounts_of_sso;
      ALTER TABLE sessions DROP bound_to, DROP authenticated_at;
      DROP TABLE sso_attempts, sso_providers;`);
  }
}
