import type { SpecProduct } from '../harness/index.js';
import { accepted, type Cast, namesOf } from './cast.js';
import { type Instant, isLook, type Notice, type Quarter } from './script.js';
import { undisturbedUntil } from './undisturbed.js';

interface Step {
  readonly itemKey: string;
  readonly subjectId: string;
  readonly level: number;
  readonly userId: string;
}

type Told = Step & { readonly at: Instant };
type ForecastRow = Step & { readonly dueAt: Instant };

interface ForecastPage {
  readonly rows: ForecastRow[];
  readonly nextCursor: string | null;
}

const WEEK_MS = 7 * 86_400_000;

const CAME_TRUE = `
  SELECT i.key AS "itemKey", e.subject_id AS "subjectId", s.level, s.user_id AS "userId", s.told_at AS at
  FROM escalation_steps s JOIN escalations e ON e.id = s.escalation_id JOIN items i ON i.id = e.item_id
  WHERE s.workspace_id = $1 AND s.told_at > $2 AND s.told_at <= $3`;

const AT_HAND = `
  SELECT ARRAY(SELECT key FROM items WHERE workspace_id = $1 AND severity = 'P0') AS urgent,
    ARRAY(SELECT subject_id FROM escalations WHERE workspace_id = $1 AND ended_at IS NULL) AS climbing`;

/**
 * What `GET escalations/forecast?days=7` says at an instant, beside what then happens: of each item until somebody disturbs
 * it. A forecast supposes that the sweeps run every minute. What counts in working days waits for a morning anyway; but what
 * counts in minutes is told at the next look, some hours later, and the steps after it by as much: of an item that is a P0
 * only the next step of each round that is open is compared.
 */
export class Foretelling {
  private constructor(
    private readonly from: Instant,
    private readonly until: Instant,
    private readonly cast: Cast,
    private readonly rows: readonly ForecastRow[],
    /** Keys of the items that are a P0 then, and ids of all that climbs. */
    private readonly emergencies: ReadonlySet<string>,
    private readonly climbing: ReadonlySet<string>,
  ) {}

  static async at(from: Instant, cast: Cast, { sql }: SpecProduct): Promise<Foretelling> {
    const { workspace, lead } = cast;
    const rows: ForecastRow[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `${workspace.path}/escalations/forecast?days=7&limit=200${more}`;
      const page: ForecastPage = accepted(await lead.http.get<ForecastPage>(path), { path }, from);
      rows.push(...page.rows);
      cursor = page.nextCursor;
    }
    const [found] = await sql.query<{ urgent: string[]; climbing: string[] }[]>(AT_HAND, [workspace.id]);
    const until = new Date(Date.parse(from) + WEEK_MS).toISOString();
    return new Foretelling(from, until, cast, rows, new Set(found?.urgent), new Set(found?.climbing));
  }

  /** A step is told at the first look after it is due; what is due after the week’s last look is told after the week. */
  foretold(quarter: Quarter): Notice[] {
    const looks = quarter.scenes.filter(isLook).map(({ at }) => at);
    const told = this.rows.flatMap((row) => {
      const at = looks.find((look) => look >= row.dueAt && look >= this.from);
      return at === undefined || at > this.until ? [] : [{ ...row, at }];
    });
    return this.comparable(quarter, told);
  }

  async cameTrue(quarter: Quarter, { sql }: SpecProduct): Promise<Notice[]> {
    const asked = [this.cast.workspace.id, this.from, this.until];
    const rows = await sql.query<(Step & { at: Date })[]>(CAME_TRUE, asked);
    return this.comparable(
      quarter,
      rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    );
  }

  private comparable(quarter: Quarter, told: readonly Told[]): Notice[] {
    const ends = new Map(
      [...this.cast.items].map(([name, { key }]) => [key, undisturbedUntil(quarter, name, this.from) ?? this.until]),
    );
    const isExact = (step: Told) =>
      !this.emergencies.has(step.itemKey) || (this.climbing.has(step.subjectId) && isNext(told, step));
    const nameOf = namesOf(this.cast);
    return told
      .filter((step) => step.at < (ends.get(step.itemKey) ?? this.until) && isExact(step))
      .map(({ at, level, subjectId, userId }) => ({
        ...{ at, kind: `step ${level}`, about: nameOf(subjectId), whom: nameOf(userId) },
      }));
  }
}

function isNext(told: readonly Told[], { subjectId, at, level }: Told): boolean {
  const isBefore = (other: Told) => other.at < at || (other.at === at && other.level < level);
  return !told.some((other) => other.subjectId === subjectId && isBefore(other));
}
