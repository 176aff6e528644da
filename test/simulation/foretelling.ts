import type { SpecProduct } from '../harness/index.js';
import { accepted, type Cast } from './cast.js';
import { type Instant, isLook, type Notice, type Quarter } from './script.js';

interface ForecastRow {
  readonly subjectId: string;
  readonly level: number;
  readonly userId: string;
  readonly dueAt: Instant;
}

interface ForecastPage {
  readonly rows: ForecastRow[];
  readonly nextCursor: string | null;
}

const WEEK_MS = 7 * 86_400_000;

/** What `GET escalations/forecast?days=7` says at an instant, beside what then happens. */
export class Foretelling {
  private constructor(
    private readonly from: Instant,
    private readonly until: Instant,
    private readonly workspaceId: string,
    private readonly rows: readonly ForecastRow[],
  ) {}

  static async at(from: Instant, { workspace, lead }: Cast): Promise<Foretelling> {
    const rows: ForecastRow[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `${workspace.path}/escalations/forecast?days=7&limit=200${more}`;
      const page: ForecastPage = accepted(await lead.http.get<ForecastPage>(path), { path }, from);
      rows.push(...page.rows);
      cursor = page.nextCursor;
    }
    return new Foretelling(from, new Date(Date.parse(from) + WEEK_MS).toISOString(), workspace.id, rows);
  }

  /** A step is told at the first look after it is due; what is due after the week’s last look is told after the week. */
  foretold({ scenes }: Quarter): Notice[] {
    const looks = scenes.filter(isLook).map(({ at }) => at);
    return this.rows.flatMap((row) => {
      const at = looks.find((look) => look >= row.dueAt && look >= this.from);
      return at === undefined || at > this.until ? [] : [noticeOf({ ...row, at })];
    });
  }

  async cameTrue({ sql }: SpecProduct): Promise<Notice[]> {
    const rows = await sql.query<(Omit<ForecastRow, 'dueAt'> & { at: Date })[]>(
      `SELECT e.subject_id AS "subjectId", s.level, s.user_id AS "userId", s.told_at AS at
       FROM escalation_steps s JOIN escalations e ON e.id = s.escalation_id
       WHERE s.workspace_id = $1 AND s.told_at BETWEEN $2 AND $3`,
      [this.workspaceId, this.from, this.until],
    );
    return rows.map((row) => noticeOf({ ...row, at: row.at.toISOString() }));
  }
}

function noticeOf({ at, level, subjectId, userId }: Omit<ForecastRow, 'dueAt'> & { at: Instant }): Notice {
  return { at, kind: `step ${level}`, about: subjectId, whom: userId };
}
