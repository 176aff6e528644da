import type pg from 'pg';

import type { WorldWorkspace } from './world.js';

/*
 * Two years of items up to the end of last month, so that no key meets one given out today. Two in five wait in stage
 * trigger with all that start_kickoff asks for; each other stage holds one in ten. Instants have milliseconds, as the
 * product writes them.
 */
const FILL_ITEMS = `
  INSERT INTO items (id, workspace_id, key, title, problem, type, source, scene, impact, urgency, severity,
                     classification, classified_by, owner_id, planned_finish, stage, created_at, changed_at)
  SELECT uuidv7(created_at - now()), $1,
         format('CI-%s-%s', to_char(created_at, 'YYYYMM'),
                lpad((row_number() OVER (PARTITION BY date_trunc('month', created_at) ORDER BY n))::text, 5, '0')),
         'Completion of step ' || n % 97 || ' fell in segment ' || n % 31,
         repeat('What was seen, where it was seen and since when it has been so. ', 1 + n % 5),
         (ARRAY['metric_anomaly', 'process_inefficiency', 'user_feedback', 'strategy_iteration', 'new_business'])[1 + n % 5],
         'BI report', (ARRAY['registration', 'paid search', 'checkout'])[1 + n % 3], 1 + n % 3, 1 + n / 3 % 3,
         (ARRAY['P1', 'P2'])[1 + n % 2], 'structural', owner, owner, created_at::date + 60,
         (ARRAY['trigger', 'trigger', 'trigger', 'trigger', 'kickoff', 'diagnosis', 'plan', 'pilot', 'rollout',
                'review'])[1 + n % 10],
         created_at,
         least(created_at + date_trunc('milliseconds', random() * interval '20 days'), date_trunc('milliseconds', now()))
  FROM (SELECT n, ($3::uuid[])[1 + n % cardinality($3::uuid[])] AS owner,
               date_trunc('month', now()) - date_trunc('milliseconds', n * interval '730 days' / $2) AS created_at
        FROM generate_series(1, $2::int) n) planned`;

const FILL_EVIDENCE = `
  INSERT INTO item_evidence (id, workspace_id, item_id, cycle, statement, source, recorded_by, recorded_at)
  SELECT uuidv7(), workspace_id, id, cycle, 'Three points in a row below the lower limit.', 'weekly report', owner_id,
         created_at
  FROM items WHERE workspace_id = $1 AND stage = 'trigger'`;

export async function fillItems(sql: pg.Client, { id, items }: WorldWorkspace, owners: string[]): Promise<void> {
  // random() repeats itself from one run to the next.
  await sql.query('SELECT setseed(0.5)');
  await sql.query(FILL_ITEMS, [id, items, owners]);
  await sql.query(FILL_EVIDENCE, [id]);
}
