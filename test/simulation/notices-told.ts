import type { SpecProduct } from '../harness/index.js';
import { type Cast, namesOf } from './cast.js';
import type { Notice } from './script.js';

interface Row {
  readonly at: Date;
  readonly kind: string;
  readonly about: string;
  readonly whom: string;
  /** Of the ladder. */
  readonly step: string | null;
}

// A notice of the ladder is about a round; the script calls what climbs by its name.
const TOLD = `
  SELECT n.created_at AS at, n.kind, coalesce(e.subject_id, n.subject_id::uuid) AS about, n.user_id AS whom, s.who AS step
  FROM notifications n LEFT JOIN escalations e ON n.subject_type = 'escalation' AND e.id = n.subject_id::uuid
  LEFT JOIN escalation_steps s ON n.kind = 'escalation.raised' AND s.escalation_id = e.id AND s.user_id = n.user_id
    AND s.told_at IS NOT NULL
  WHERE n.workspace_id = $1`;

/** Everything that anybody was told, in the script’s names. */
export async function noticesTold({ sql }: SpecProduct, cast: Cast): Promise<Notice[]> {
  const nameOf = namesOf(cast);
  const rows = await sql.query<Row[]>(TOLD, [cast.workspace.id]);
  return rows.map(({ at, kind, about, whom, step }) => ({
    at: at.toISOString(),
    kind: step === null ? kind : `${kind} to the ${step}`,
    about: nameOf(about),
    whom: nameOf(whom),
  }));
}
