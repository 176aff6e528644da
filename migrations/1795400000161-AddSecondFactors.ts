import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors of people (Better Auth's table under our names), and workspaces that require one. */
export class AddSecondFactors1795400000161 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE users ADD two_factor_enabled boolean DEFAULT false;
      CREATE TABLE two_factors (
        id uuid NOT NULL DEFAULT gen_random_uuid(), secret text NOT NULL, backup_codes text NOT NULL,
        user_id uuid NOT NULL, verified boolean DEFAULT true, failed_verification_count integer DEFAULT 0,
        locked_until timestamptz, last_used_step bigint,
        CONSTRAINT two_factors_pkey PRIMARY KEY (id),
        -- One each: of two enrolments at once one is refused.
        CONSTRAINT two_factors_user_id_key UNIQUE (user_id),
        CONSTRAINT two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
      ALTER TABLE workspaces ADD second_factor_required boolean NOT NULL DEFAULT false;

      -- Both look over the walls between workspaces, so they run as the tables' owner.
      CREATE FUNCTION second_factor_due(person uuid, of_slug text) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          SELECT EXISTS (SELECT 1 FROM public.memberships m JOIN public.workspaces w ON w.id = m.workspace_id
            WHERE m.user_id = person AND w.second_factor_required AND (of_slug IS NULL OR w.slug = of_slug)) $$;
      CREATE FUNCTION belongs_to_several_workspaces(person uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
          SELECT count(*) > 1 FROM public.memberships WHERE user_id = person $$;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION belongs_to_several_workspaces(uuid);
      DROP FUNCTION second_factor_due(uuid, text);
      ALTER TABLE workspaces DROP second_factor_required;
      DROP TABLE two_factors;
      ALTER TABLE users DROP two_factor_enabled;`);
  }
}
