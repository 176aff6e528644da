import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who seals asks once in which workspaces events wait, instead of looking into each. */
export class OpenDoorForSealing1795400000121 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Steps from one workspace to the next on the primary key; a plain DISTINCT would read the whole queue.
    await queryRunner.query(`
      CREATE FUNCTION doors.unsealed_workspaces() RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          WITH RECURSIVE step AS (
            (SELECT workspace_id FROM public.audit_unsealed ORDER BY workspace_id LIMIT 1)
            UNION ALL
            SELECT (SELECT u.workspace_id FROM public.audit_unsealed u WHERE u.workspace_id > step.workspace_id
                    ORDER BY u.workspace_id LIMIT 1)
            FROM step WHERE step.workspace_id IS NOT NULL)
          SELECT workspace_id FROM step WHERE workspace_id IS NOT NULL $$;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION doors.unsealed_workspaces()');
  }
}
