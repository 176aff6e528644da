import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Standard operating procedures and knowledge entries: what remains of an item. */
export class CreateKnowledge1795300000050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE sops (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        title text NOT NULL, body text NOT NULL, state text NOT NULL DEFAULT 'draft',
        created_by uuid, created_at timestamptz NOT NULL, written_by uuid,
        approved_by uuid, approved_at timestamptz, published_by uuid, published_at timestamptz,
        superseded_by uuid, version integer NOT NULL DEFAULT 1,
        CONSTRAINT sops_pkey PRIMARY KEY (id),
        CONSTRAINT sops_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX sops_item ON sops (item_id);
      CREATE UNIQUE INDEX sops_published_title ON sops (workspace_id, title) WHERE state = 'published';

      CREATE TABLE knowledge_entries (
        id uuid NOT NULL, workspace_id uuid NOT NULL, item_id uuid NOT NULL, cycle integer NOT NULL,
        title text NOT NULL, summary text NOT NULL, tags text[] NOT NULL DEFAULT '{}',
        created_by uuid, created_at timestamptz NOT NULL,
        CONSTRAINT knowledge_entries_pkey PRIMARY KEY (id),
        CONSTRAINT knowledge_entries_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id));
      CREATE INDEX knowledge_entries_item ON knowledge_entries (item_id);
      CREATE INDEX knowledge_entries_workspace ON knowledge_entries (workspace_id, id);
      CREATE INDEX knowledge_entries_tags ON knowledge_entries USING gin (tags);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE knowledge_entries, sops');
  }
}
