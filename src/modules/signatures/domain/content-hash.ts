import { createHash } from 'node:crypto';

/** SHA-256 of the text in UTF-8, hexadecimal: what anybody's `sha256sum` says of it. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
