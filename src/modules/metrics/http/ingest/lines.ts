import { isUtf8 } from 'node:buffer';

import type { Localised } from '../../../../kernel/text/index.js';
import { CUT_OFF, rowProblem } from '../../domain/ingest/row-messages.js';
import { isCutOff, refusal } from './refusal.js';
import type { TextBody } from './text-body.js';

/** Longer than any row of points; a file without line ends must not fill the memory. */
export const LONGEST_LINE = 64 * 1024;

const TOO_LONG = { en: 'is longer than {max} characters', 'zh-CN': '超过 {max} 个字符' };
const NOT_UTF8 = {
  en: 'is not UTF-8 text; if it is GB18030 (GBK), as Excel in Chinese saves it, say so: Content-Type: text/csv; charset=gb18030',
  'zh-CN':
    '不是 UTF-8 文本;如为中文版 Excel 保存的 GB18030(GBK)文件,请注明 Content-Type: text/csv; charset=gb18030,或另存为“CSV UTF-8”',
};
const NOT_DECODED = { en: 'is not valid {encoding}', 'zh-CN': '不是有效的 {encoding} 文本' };
const NUL = { en: 'holds a NUL character, which stands in no text', 'zh-CN': '含有 NUL 字符,不是文本' };

/**
 * The lines of a text as it arrives, without their ends: some at a time, since a wait for each of ten million would cost
 * more than reading them.
 *
 * @throws DomainError invalid_rows for what is no text, a line beyond all measure, and an upload that breaks off
 */
export async function* linesOf({ parts, encoding }: TextBody): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rest = '';
  let count = 0;
  const refuse = (code: string, message: Localised, further = 0) =>
    refusal(rowProblem(`line ${count + 1 + further}`, code, message, { max: LONGEST_LINE, encoding }));
  const decoded = (bytes?: Buffer) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      if (encoding !== 'utf-8') throw refuse('not_decoded', NOT_DECODED);
      throw refuse('not_utf8', NOT_UTF8, bytes && linesBeforeFault(bytes));
    }
  };
  try {
    for await (const bytes of parts) {
      const lines = split(rest + decoded(bytes));
      const spoilt = lines.findIndex((line) => line.includes('\0'));
      if (spoilt >= 0) throw refuse('nul', NUL, spoilt);
      rest = lines.pop() ?? '';
      count += lines.length;
      if (rest.length > LONGEST_LINE) throw refuse('too_long', TOO_LONG);
      yield lines;
    }
  } catch (error) {
    throw isCutOff(error) ? refuse('cut_off', CUT_OFF) : error;
  }
  rest += decoded();
  if (rest !== '') yield split(rest);
}

/** How many whole lines of a part are UTF-8; its first may begin in the middle of a character. */
function linesBeforeFault(bytes: Buffer): number {
  let lines = 0;
  let start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  for (let end = bytes.indexOf(0x0a, start); end >= 0; end = bytes.indexOf(0x0a, start)) {
    if (!isUtf8(bytes.subarray(start, end))) break;
    lines += 1;
    start = end + 1;
  }
  return lines;
}

/** At every kind of line end; one that may still be half of \r\n is left for the next part. */
function split(text: string): string[] {
  if (!text.includes('\r')) return text.split('\n');
  if (!text.endsWith('\r')) return text.split(/\r\n|\n|\r/);
  const lines = text.slice(0, -1).split(/\r\n|\n|\r/);
  lines.push(`${lines.pop() ?? ''}\r`);
  return lines;
}
