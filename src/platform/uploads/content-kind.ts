import { encodingOf } from './text-encoding.js';

/** What a body is by its first bytes, whatever its sender calls it. */
export type ContentKind = 'text' | 'markup' | 'zip' | 'gzip' | 'pdf' | 'ole' | 'picture' | 'binary';

/** So many bytes tell the kind of a body, and the encoding of a text. */
export const TELLING_BYTES = 512;

/** Of what people send by mistake; other binary content has bytes that no text has. */
const SIGNATURES: readonly (readonly [ContentKind, string])[] = [
  // An archive without files, and one in parts, begin otherwise than the usual PK\x03\x04.
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['zip', 'PK\x07\x08'],
  ['gzip', '\x1f\x8b'],
  ['pdf', '%PDF-'],
  // The compound file of Excel 97 (.xls), and of every workbook with a password.
  ['ole', '\xd0\xcf\x11\xe0'],
  ['picture', '\x89PNG'],
  ['picture', '\xff\xd8\xff'],
  ['picture', 'GIF8'],
];

const MARKUP = /^\s*<(?:[!?]|[a-z][a-z0-9]*[\s/>])/i;

/** Below the blank, text has tab, line feed, form feed, carriage return and escape (WHATWG MIME Sniffing §3). */
const IN_TEXT = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/**
 * @param first the first `TELLING_BYTES` of a body, or all of a shorter one
 * @returns `text` too for an empty body: it holds nothing that would speak against it
 */
export function contentKindOf(first: Buffer): ContentKind {
  const start = first.toString('latin1', 0, 8);
  const [kind] = SIGNATURES.find(([, signature]) => start.startsWith(signature)) ?? [];
  if (kind) return kind;
  const encoding = encodingOf(first, undefined);
  if (!encoding.startsWith('utf-16') && first.some((byte) => byte < 0x20 && !IN_TEXT.has(byte))) return 'binary';
  const text = new TextDecoder(encoding).decode(first);
  return MARKUP.test(text) ? 'markup' : 'text';
}
