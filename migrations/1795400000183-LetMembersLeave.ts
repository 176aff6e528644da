import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members who have left: their records keep their name, and no door opens to them. */
export class LetMembersLeave1795400000183 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE memberships ADD COLUMN deactivated_at timestamptz');
    await queryRunner.query(workspacesOf('m.user_id = person AND m.deactivated_at IS NULL'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(workspacesOf('m.user_id = person'));
    await queryRunner.query('ALTER TABLE memberships DROP COLUMN deactivated_at');
  }
}

function workspacesOf(whose: string): string {
  return `
    CREATE OR REPLACE FUNCTION doors.workspaces_of(person uuid, only_slug text DEFAULT NULL)
      RETURNS TABLE (id uuid, slug text, name text, time_zone text, role text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 1 AS $$
        SELECT w.id, w.slug, w.name, w.time_zone, m.role
        FROM public.memberships m JOIN public.workspaces w ON w.id = m.workspace_id
        WHERE ${whose} AND (only_slug IS NULL OR w.slug = only_slug) ORDER BY w.slug $$`;
}
