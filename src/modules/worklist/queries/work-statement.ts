import { type Candidate, isRelatedTo, mayDoTo, seesItem } from '../../people/index.js';
import { WORK_SECTIONS } from '../domain/work-section.js';
import type { WorkQuestion } from './work-question.js';
import type { WorkSource } from './work-source.js';

/** Where a row stands in the whole list. */
export type WorkPosition = readonly [rank: number, day: string, kind: string, id: string];

/**
 * The rows of several sources as one statement, in the list's order.
 *
 * @param sources by kind
 * @param after the last row of the page before
 */
export function workStatement(
  sources: ReadonlyMap<string, WorkSource>,
  asked: WorkQuestion,
  limit: number,
  after: WorkPosition | undefined,
): string {
  const branches = [...sources].map(([kind, source]) => branch(kind, source, asked));
  const sections = WORK_SECTIONS.map((section) => `'${section}'`).join(', ');
  const condition = after ? `WHERE (rank, day, kind COLLATE "C", id) > (${placesOf(asked, after)})` : '';
  return `SELECT kind, id, item_key AS "itemKey", title, due_on AS "dueOn", stopped_on AS "stoppedOn", since, status, version,
      detail, waiting, (ARRAY[${sections}])[rank] AS section, day
    FROM (SELECT *, coalesce(due_on, (since AT TIME ZONE 'UTC')::date) AS day FROM (${branches.join(' UNION ALL ')}) owed) placed
    ${condition} ORDER BY rank, day, kind COLLATE "C", id LIMIT ${asked.bind(limit, 'integer')}`;
}

function branch(kind: string, source: WorkSource, asked: WorkQuestion): string {
  const { requires, isAssigned, place } = source;
  const selection = source.select(asked);
  const { id, title, since, dueOn = 'NULL', stoppedOn = 'NULL', overdueSince = 'NULL', waiting = '0' } = selection;
  const { status = "'open'", version = 'NULL', detail = 'NULL' } = selection;
  const late = selection.isLate ?? lateBy(asked, dueOn, stoppedOn, overdueSince);
  const rank = `CASE WHEN ${late} THEN ${rankOf('overdue')}
      WHEN ${stoppedOn}::date IS NULL AND ${dueOn}::date <= ${asked.today} THEN ${rankOf('due_today')}
      WHEN ${waiting} > 0 THEN ${rankOf('blocking')} ELSE ${rankOf(place)} END`;
  const seen = `i.id IS NULL OR ${seesItem('i', { userId: asked.readerId, role: asked.readerRole })}`;
  const allowed = requires ? [`(${owedBy(asked, requires, isAssigned)})`] : [];
  return `SELECT '${kind}' AS kind, ${id} AS id, i.key AS item_key, ${title} AS title, ${dueOn}::date AS due_on,
      ${stoppedOn}::date AS stopped_on, ${since}::timestamptz AS since, ${status} AS status, ${version}::integer AS version,
      ${detail}::text AS detail, (${waiting})::integer AS waiting, ${rank} AS rank
    FROM ${selection.from} WHERE ${[`(${selection.where})`, `(${seen})`, ...allowed].join(' AND ')}`;
}

/** A clock that stands makes nothing late, and what was late when it stopped stays so. */
function lateBy(asked: WorkQuestion, dueOn: string, stoppedOn: string, overdueSince: string): string {
  if (dueOn === 'NULL') return 'false';
  return `(${overdueSince}::date IS NOT NULL OR ${stoppedOn}::date IS NULL AND coalesce(${dueOn} <= ${asked.lateUpTo}, false))`;
}

/** What any lead may approve he owes to his own departments' items alone, or every lead would have all of them before him. */
function owedBy(asked: WorkQuestion, action: NonNullable<WorkSource['requires']>, isAssigned: boolean): string {
  const { userId, role, reach } = asked;
  const who: Candidate = { userId, role, reach, isAssigned };
  const may = mayDoTo(action, 'i', who);
  return isAssigned
    ? may
    : `${may} AND (${role} <> 'lead' OR ${isRelatedTo(['owner', 'sponsor', 'team', 'unit'], 'i', who)})`;
}

function rankOf(section: (typeof WORK_SECTIONS)[number]): number {
  return WORK_SECTIONS.indexOf(section) + 1;
}

function placesOf(asked: WorkQuestion, [rank, day, kind, id]: WorkPosition): string {
  const places = [
    asked.bind(rank, 'integer'),
    asked.bind(day, 'date'),
    asked.bind(kind, 'text'),
    asked.bind(id, 'uuid'),
  ];
  return places.join(', ');
}
