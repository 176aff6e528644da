/** Encodings that are read; each is also a name that `TextDecoder` knows. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** GB18030 contains GBK, which contains GB 2312, so one decoder reads all that Excel in Chinese saves as CSV. */
const NAMES: Readonly<Record<string, TextEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
};

/** @returns undefined for a name that is none of ours */
export function encodingNamed(charset: string): TextEncoding | undefined {
  const name = charset.toLowerCase();
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}

/**
 * How a text is encoded: by its byte order mark, by the zero bytes that UTF-16 leaves beside ASCII letters, and only then
 * by what was declared, because the first two are seldom wrong and declarations are often those of a tool.
 *
 * @param declared of the sender; UTF-8 without
 */
export function encodingOf(first: Buffer, declared: TextEncoding | undefined): TextEncoding {
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) return 'utf-8';
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  return withoutMark(first) ?? declared ?? 'utf-8';
}

/** The header of a table, or the brace of JSON, is ASCII: in UTF-16 every other byte of its first four is zero. */
function withoutMark([a, b, c, d]: Buffer): TextEncoding | undefined {
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  if (a === 0 && b && c === 0 && d) return 'utf-16be';
  return undefined;
}
