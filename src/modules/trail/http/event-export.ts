import type { Locale } from '../../../kernel/text/index.js';
import { csvCell } from '../../../platform/uploads/index.js';
import { AuditEventView, type EventRow } from '../../audit/index.js';

const COLUMNS = [
  'id',
  'occurredAt',
  'action',
  'subjectType',
  'subjectId',
  'itemId',
  'actorId',
  'actorName',
  'actorRole',
  'onBehalfOf',
  'onBehalfOfName',
  'source',
  'requestId',
  'reason',
  'changes',
  'erased',
] as const satisfies readonly (keyof AuditEventView)[];

/** The pages as CSV (RFC 4180) with a header; `changes` as JSON. */
export async function* csvOf(pages: AsyncIterable<readonly EventRow[]>, locale: Locale): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for await (const rows of pages) yield rows.map((row) => csvLine(row, locale)).join('');
}

/** The pages as one JSON object a line, after a line that says that they are no whole trail. */
export async function* linesOf(
  pages: AsyncIterable<readonly EventRow[]>,
  workspaceId: string,
  locale: Locale,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ filtered: true, format: 1, kind: 'export', workspaceId })}\n`;
  for await (const rows of pages)
    yield rows.map((row) => `${JSON.stringify(AuditEventView.of(row, locale))}\n`).join('');
}

function csvLine(row: EventRow, locale: Locale): string {
  const view = AuditEventView.of(row, locale);
  return `${COLUMNS.map((column) => csvCell(view[column])).join(',')}\r\n`;
}
