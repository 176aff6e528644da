import type { Statement } from './statement.js';

/** The prefix of every line that the server logs: who sent it. Continued lines begin with a tab instead. */
export const LOG_LINE_PREFIX = '@%a@ ';

interface Entry {
  readonly application: string;
  readonly level: string;
  readonly message: string;
}

/** The statements that an application sent, in order, out of PostgreSQL's log as `log_statement = all` writes it. */
export function statementsIn(log: string, application: string): Statement[] {
  const statements: Statement[] = [];
  for (const entry of entriesIn(log)) {
    if (entry.application !== application) continue;
    const statement = entry.level === 'LOG' ? statementIn(entry.message) : undefined;
    if (statement) statements.push(statement);
    const last = statements.at(-1);
    if (entry.level === 'DETAIL' && last) statements.splice(-1, 1, { ...last, params: paramsIn(entry.message) });
  }
  return statements;
}

function entriesIn(log: string): Entry[] {
  return log.split(/\n(?=@)/).flatMap((text) => {
    const [, application, level, message] = /^@([^@\n]*)@ (\w+): {2}([^]*?)\n?$/.exec(text) ?? [];
    if (application === undefined || level === undefined || message === undefined) return [];
    return [{ application, level, message: message.replaceAll('\n\t', '\n') }];
  });
}

function statementIn(message: string): Statement | undefined {
  const [, plain] = /^statement: ([^]*)$/.exec(message) ?? [];
  if (plain !== undefined) return { text: plain };
  const [, name, text] = /^execute ([^:]+): ([^]*)$/.exec(message) ?? [];
  if (name === undefined || text === undefined) return undefined;
  return name === '<unnamed>' ? { text, params: [] } : { text, name, params: [] };
}

/** `Parameters: $1 = 'it''s', $2 = NULL` */
function paramsIn(message: string): (string | null)[] {
  const list = message.replace(/^parameters: /i, '');
  return [...list.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g)].map(([, value]) =>
    value === undefined ? null : value.replaceAll("''", "'"),
  );
}
