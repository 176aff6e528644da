import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other systems that are told what happens here, and every delivery to them. */
export class CreateWebhooks1795400000310 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE webhooks (
        id uuid NOT NULL, workspace_id uuid NOT NULL, name text NOT NULL, url text NOT NULL, format text NOT NULL,
        events text[] NOT NULL, locale text NOT NULL DEFAULT 'en', sealed_secret text, state text NOT NULL DEFAULT 'active', stopped_because text,
        failing_since timestamptz, created_by uuid, created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT webhooks_pkey PRIMARY KEY (id));
      CREATE INDEX webhooks_workspace ON webhooks (workspace_id, id);
      CREATE TABLE webhook_deliveries (
        id uuid NOT NULL, workspace_id uuid NOT NULL, webhook_id uuid NOT NULL, event_id bigint, type text NOT NULL,
        payload jsonb NOT NULL, state text NOT NULL DEFAULT 'waiting', attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL, last_status integer, last_error text, created_at timestamptz NOT NULL,
        finished_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id),
        CONSTRAINT webhook_deliveries_event_key UNIQUE (webhook_id, event_id),
        CONSTRAINT webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks (id));
      CREATE INDEX webhook_deliveries_due ON webhook_deliveries (workspace_id, webhook_id, next_attempt_at)
        WHERE state = 'waiting';
      CREATE INDEX webhook_deliveries_list ON webhook_deliveries (webhook_id, created_at, id);
      CREATE TABLE webhook_attempts (
        id uuid NOT NULL, workspace_id uuid NOT NULL, delivery_id uuid NOT NULL, at timestamptz NOT NULL, status integer,
        error text, answer text, took_ms integer NOT NULL,
        CONSTRAINT webhook_attempts_pkey PRIMARY KEY (id),
        CONSTRAINT webhook_attempts_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES webhook_deliveries (id)
          ON DELETE CASCADE);
      CREATE INDEX webhook_attempts_delivery ON webhook_attempts (delivery_id, at);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE webhook_attempts, webhook_deliveries, webhooks');
  }
}
