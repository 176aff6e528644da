import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which task or milestone of an item waits for which. */
export class CreateDependencies1795500000061 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE dependencies (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        predecessor_id uuid NOT NULL, successor_id uuid NOT NULL, lag_days smallint NOT NULL DEFAULT 0, created_by uuid,
        created_at timestamptz NOT NULL, removed_at timestamptz, removed_by uuid,
        CONSTRAINT dependencies_pkey PRIMARY KEY (id),
        CONSTRAINT dependencies_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE UNIQUE INDEX dependencies_pair ON dependencies (predecessor_id, successor_id) WHERE removed_at IS NULL;
      CREATE INDEX dependencies_item ON dependencies (item_id, cycle) WHERE removed_at IS NULL;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE dependencies');
  }
}
