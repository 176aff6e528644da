import { createHmac, hkdfSync } from 'node:crypto';

import type { ChainEnd } from './seal.js';

/** The end of a chain as it is kept beside it, marked with a key that the database does not hold. */
export interface MarkedHead extends ChainEnd {
  readonly keyId: string;
  readonly mark: string;
}

/** Made from the product's secret: whoever has the database alone can neither forge a head nor set it back. */
export interface HeadKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const KEY_ID_BYTES = 8;

export function headKeyOf(secret: string): HeadKey {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'shewhart audit head', 32));
  return {
    bytes,
    id: createHmac('sha256', bytes)
      .update('key id')
      .digest('hex')
      .slice(0, KEY_ID_BYTES * 2),
  };
}

export function markHead(key: HeadKey, workspaceId: string, { number, hash }: ChainEnd): MarkedHead {
  const mark = createHmac('sha256', key.bytes).update(`${workspaceId}:${number}:${hash}`).digest('hex');
  return { number, hash, keyId: key.id, mark };
}

/**
 * Whether the mark is the product's own: `unknown` when it was made with another secret than today's, so that nobody can
 * tell.
 */
export function judgeMark(key: HeadKey, workspaceId: string, head: MarkedHead): 'genuine' | 'forged' | 'unknown' {
  if (head.keyId !== key.id) return 'unknown';
  return markHead(key, workspaceId, head).mark === head.mark ? 'genuine' : 'forged';
}
