import { hash } from 'node:crypto';

/** SHA-256 as 32 bytes. */
export type Digest = Buffer;

const NODE = 1;
const node = Buffer.alloc(1 + 32 + 32, NODE);

// One byte before everything that is hashed says what it is, so that no value of one kind can pass for one of another: a
// leaf that reads like two hashes in a row would otherwise be an inner node (RFC 6962, section 2.1).
const PREFIX = { leaf: '\x00', seal: '\x02', text: '\x03', salt: '\x04' } as const;

export function digestOf(kind: keyof typeof PREFIX, text: string): Digest {
  return hash('sha256', PREFIX[kind] + text, 'buffer');
}

export function hexDigestOf(kind: keyof typeof PREFIX, text: string): string {
  return hash('sha256', PREFIX[kind] + text, 'hex');
}

/** An inner node of a Merkle tree. */
export function digestOfPair(left: Digest, right: Digest): Digest {
  left.copy(node, 1);
  right.copy(node, 33);
  return hash('sha256', node, 'buffer');
}
