import type { Readable } from 'node:stream';

import { DomainError } from '../../../../kernel/errors/index.js';
import { CUT_OFF, rowProblem } from '../../domain/ingest/row-messages.js';

/** Longer than any row of points; a file without line ends must not fill the memory. */
export const LONGEST_LINE = 64 * 1024;

const TOO_LONG = { en: 'is longer than {max} characters', 'zh-CN': '超过 {max} 个字符' };
const NOT_UTF8 = { en: 'is not UTF-8 text', 'zh-CN': '不是 UTF-8 文本' };

/**
 * The lines of a text as it arrives, without their ends: some at a time, since a wait for each of ten million would cost
 * more than reading them.
 *
 * @throws DomainError invalid_rows for what is no text, a line beyond all measure, and an upload that breaks off
 */
export async function* linesOf(stream: Readable): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let count = 0;
  const refuse = (code: string, message: typeof TOO_LONG) =>
    refusal(rowProblem(`line ${count + 1}`, code, message, { max: LONGEST_LINE }));
  try {
    for await (const bytes of stream) {
      const lines = split(rest + decodedBy(decoder, bytes as Buffer, () => refuse('not_utf8', NOT_UTF8)));
      rest = lines.pop() ?? '';
      count += lines.length;
      if (rest.length > LONGEST_LINE) throw refuse('too_long', TOO_LONG);
      yield lines;
    }
  } catch (error) {
    throw isCutOff(error) ? refuse('cut_off', CUT_OFF) : error;
  }
  rest += decodedBy(decoder, undefined, () => refuse('not_utf8', NOT_UTF8));
  if (rest !== '') yield split(rest);
}

/** At every kind of line end; one that may still be half of \r\n is left for the next part. */
function split(text: string): string[] {
  if (!text.includes('\r')) return text.split('\n');
  if (!text.endsWith('\r')) return text.split(/\r\n|\n|\r/);
  const lines = text.slice(0, -1).split(/\r\n|\n|\r/);
  lines.push(`${lines.pop() ?? ''}\r`);
  return lines;
}

function decodedBy(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Buffer | undefined,
  refuse: () => DomainError,
): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    throw refuse();
  }
}

/** Node says it in two ways, depending on who noticed first. */
export function isCutOff(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

export function refusal(...fields: ReturnType<typeof rowProblem>[]): DomainError {
  return new DomainError('invalid_rows', { count: fields.length }, { fields });
}
