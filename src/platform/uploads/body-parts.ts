import type { Readable } from 'node:stream';

import { type ContentKind, contentKindOf, TELLING_BYTES } from './content-kind.js';

/** A body whose first bytes have been looked at and are still to come. */
export interface PeekedBody {
  readonly first: Buffer;
  readonly parts: AsyncIterable<Buffer>;
}

/**
 * Waits for the bytes that tell what a body is.
 *
 * @param judge throws what the body is refused with
 */
export async function peekAt(stream: Readable, judge: (kind: ContentKind) => void): Promise<PeekedBody> {
  const parts = partsOf(stream);
  try {
    const first = await firstOf(parts);
    judge(contentKindOf(first.subarray(0, TELLING_BYTES)));
    return { first, parts: followed(first, parts) };
  } catch (error) {
    await parts.return(undefined);
    throw error;
  }
}

async function firstOf(parts: AsyncGenerator<Buffer>): Promise<Buffer> {
  const held: Buffer[] = [];
  let size = 0;
  while (size < TELLING_BYTES) {
    const { done, value } = (await parts.next()) as IteratorResult<Buffer, undefined>;
    if (done) break;
    held.push(value);
    size += value.length;
  }
  return Buffer.concat(held);
}

async function* followed(first: Buffer, parts: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first;
    yield* parts;
  } finally {
    await parts.return(undefined);
  }
}

/**
 * The parts of a body as they arrive. Who stops before its end lets the rest pass by unread: a connection that is closed
 * while its sender still writes takes the refusal with it.
 */
async function* partsOf(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const part of stream.iterator({ destroyOnReturn: false })) yield part as Buffer;
  } finally {
    if (!stream.readableEnded && !stream.destroyed) stream.resume();
  }
}
