import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Feedback about modules is counted by rules, and alerts of other systems open items. */
export class AddFeedbackAndInboundAlerts1795400000202 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE feedback_reports (
        id uuid NOT NULL, workspace_id uuid NOT NULL, module text NOT NULL, channel text NOT NULL, text text NOT NULL,
        score smallint, external_id text, reported_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL, recorded_by uuid,
        CONSTRAINT feedback_reports_pkey PRIMARY KEY (id),
        CONSTRAINT feedback_reports_external_id UNIQUE (workspace_id, channel, external_id));
      CREATE INDEX feedback_reports_of_module ON feedback_reports (workspace_id, module, reported_at);

      CREATE TABLE inbound_alerts (
        id uuid NOT NULL, workspace_id uuid NOT NULL, source text NOT NULL, fingerprint text NOT NULL, title text NOT NULL,
        starts_at timestamptz NOT NULL, resolved_at timestamptz, labels jsonb NOT NULL, act text NOT NULL, item_id uuid,
        received_at timestamptz NOT NULL,
        CONSTRAINT inbound_alerts_pkey PRIMARY KEY (id),
        CONSTRAINT inbound_alerts_once UNIQUE (workspace_id, source, fingerprint, starts_at),
        CONSTRAINT inbound_alerts_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE inbound_alerts, feedback_reports');
  }
}
