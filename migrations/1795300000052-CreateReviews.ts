import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Frozen baselines, the review at the end of a cycle, and the watch after closing. */
export class CreateReviews1795300000052 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE item_baselines (
        item_id uuid NOT NULL, cycle integer NOT NULL, workspace_id uuid NOT NULL, metric text NOT NULL,
        period text NOT NULL, better text NOT NULL, first_day date NOT NULL, last_day date NOT NULL,
        mean double precision NOT NULL, "values" jsonb NOT NULL, frozen_by uuid, frozen_at timestamptz NOT NULL,
        CONSTRAINT item_baselines_pkey PRIMARY KEY (item_id, cycle),
        CONSTRAINT item_baselines_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));

      CREATE TABLE item_reviews (
        item_id uuid NOT NULL, cycle integer NOT NULL, workspace_id uuid NOT NULL, after_from date, after_to date,
        after_mean double precision, after_values jsonb NOT NULL DEFAULT '[]', difference double precision,
        relative double precision, right_direction boolean, target double precision, target_reached boolean,
        lesson text, signed_by uuid, signed_at timestamptz, sign_comment text,
        CONSTRAINT item_reviews_pkey PRIMARY KEY (item_id, cycle),
        CONSTRAINT item_reviews_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));

      CREATE TABLE watches (
        item_id uuid NOT NULL, cycle integer NOT NULL, workspace_id uuid NOT NULL, metric text NOT NULL,
        period text NOT NULL, better text NOT NULL, before_mean double precision NOT NULL,
        after_mean double precision NOT NULL, bound double precision NOT NULL, needed integer NOT NULL,
        since timestamptz NOT NULL, state text NOT NULL DEFAULT 'watching', settled_at timestamptz,
        periods jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT watches_pkey PRIMARY KEY (item_id, cycle),
        CONSTRAINT watches_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX watches_watching ON watches (item_id, cycle) WHERE state = 'watching';
      CREATE INDEX watches_watching_metric ON watches (workspace_id, metric) WHERE state = 'watching';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE watches, item_reviews, item_baselines');
  }
}
