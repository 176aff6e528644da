import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Better Auth's tables under our names, then workspaces, memberships and one-time links. */
export class CreatePeople1795300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE users (
        id uuid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, email text NOT NULL,
        email_verified boolean NOT NULL, image text,
        created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT users_pkey PRIMARY KEY (id), CONSTRAINT users_email_key UNIQUE (email));
      CREATE TABLE sessions (
        id uuid NOT NULL DEFAULT gen_random_uuid(), expires_at timestamptz NOT NULL, token text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL,
        ip_address text, user_agent text, user_id uuid NOT NULL,
        CONSTRAINT sessions_pkey PRIMARY KEY (id), CONSTRAINT sessions_token_key UNIQUE (token),
        CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
      CREATE INDEX sessions_user_id_idx ON sessions (user_id);
      CREATE TABLE accounts (
        id uuid NOT NULL DEFAULT gen_random_uuid(), account_id text NOT NULL, provider_id text NOT NULL,
        user_id uuid NOT NULL, access_token text, refresh_token text, id_token text,
        access_token_expires_at timestamptz, refresh_token_expires_at timestamptz, scope text, password text,
        created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL,
        CONSTRAINT accounts_pkey PRIMARY KEY (id),
        CONSTRAINT accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
      CREATE INDEX accounts_user_id_idx ON accounts (user_id);
      CREATE TABLE verifications (
        id uuid NOT NULL DEFAULT gen_random_uuid(), identifier text NOT NULL, value text NOT NULL,
        expires_at timestamptz NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(), CONSTRAINT verifications_pkey PRIMARY KEY (id));
      CREATE INDEX verifications_identifier_idx ON verifications (identifier);
      CREATE TABLE api_keys (
        id uuid NOT NULL DEFAULT gen_random_uuid(), config_id text NOT NULL, name text, start text,
        reference_id text NOT NULL, prefix text, key text NOT NULL, refill_interval integer, refill_amount integer,
        last_refill_at timestamptz, enabled boolean, rate_limit_enabled boolean, rate_limit_time_window integer,
        rate_limit_max integer, request_count integer, remaining integer, last_request timestamptz,
        expires_at timestamptz, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
        permissions text, metadata text, CONSTRAINT api_keys_pkey PRIMARY KEY (id));
      CREATE INDEX api_keys_config_id_idx ON api_keys (config_id);
      CREATE INDEX api_keys_reference_id_idx ON api_keys (reference_id);
      CREATE INDEX api_keys_key_idx ON api_keys (key);

      CREATE TABLE workspaces (
        id uuid NOT NULL, slug text NOT NULL, name text NOT NULL, time_zone text NOT NULL,
        settings jsonb NOT NULL DEFAULT '{}', version integer NOT NULL DEFAULT 1, created_at timestamptz NOT NULL,
        CONSTRAINT workspaces_pkey PRIMARY KEY (id), CONSTRAINT workspaces_slug_key UNIQUE (slug));
      CREATE TABLE memberships (
        workspace_id uuid NOT NULL, user_id uuid NOT NULL, role text NOT NULL, created_at timestamptz NOT NULL,
        CONSTRAINT memberships_pkey PRIMARY KEY (workspace_id, user_id),
        CONSTRAINT memberships_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id));
      CREATE INDEX memberships_user ON memberships (user_id);
      CREATE TABLE one_time_links (
        id uuid NOT NULL, token_hash text NOT NULL, purpose text NOT NULL, workspace_id uuid, email text, name text,
        role text, expires_at timestamptz NOT NULL, used_at timestamptz,
        CONSTRAINT one_time_links_pkey PRIMARY KEY (id), CONSTRAINT one_time_links_token_hash_key UNIQUE (token_hash),
        CONSTRAINT one_time_links_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces (id));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE one_time_links, memberships, workspaces, api_keys, verifications, accounts, sessions, users',
    );
  }
}
