import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

import { directoryOf, packedBytes, type ZipEntry } from './zip-directory.js';
import { ZipRefused } from './zip-refused.js';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all entries together, unpacked. */
  readonly bytes: number;
}

/** Sheets of equal rows pack 1 : 60 at the most; what packs closer than this was made to burst. */
const MOST_DENSE = 100;
/** Below this no density is dangerous, in bytes. */
const HARMLESS = 1024 * 1024;

const inflate = promisify(inflateRaw) as (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/**
 * Unpacks the entries that are wanted. What the directory says of their size is checked before anything is unpacked, and
 * what comes out while it is: memory holds `limits.bytes` at the most, whatever the archive claims.
 *
 * @throws ZipRefused
 */
export async function unpackZip(
  zip: Buffer,
  limits: ZipLimits,
  wanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  const entries = directoryOf(zip, limits.entries);
  refuseUnlessSmall(entries, limits.bytes);
  const files = new Map<string, Buffer>();
  let room = limits.bytes;
  for (const entry of entries) {
    if (!wanted(entry.name)) continue;
    const file = await unpacked(zip, entry, room);
    room -= file.length;
    files.set(entry.name, file);
  }
  return files;
}

function refuseUnlessSmall(entries: readonly ZipEntry[], most: number): void {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packedSize, 0);
  if (size > most) throw new ZipRefused('too_large');
  if (size > HARMLESS && size > packed * MOST_DENSE) throw new ZipRefused('too_dense');
}

async function unpacked(zip: Buffer, entry: ZipEntry, room: number): Promise<Buffer> {
  const packed = packedBytes(zip, entry);
  if (entry.method === 'stored') {
    if (packed.length !== entry.size) throw new ZipRefused('broken');
    return packed;
  }
  // One byte more than it says tells a liar; the room left bounds him in any case.
  const maxOutputLength = Math.min(entry.size + 1, room + 1);
  const file = await inflate(packed, { maxOutputLength }).catch((error: NodeJS.ErrnoException) => {
    throw new ZipRefused(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'larger_than_said' : 'broken');
  });
  if (file.length !== entry.size) throw new ZipRefused(file.length > entry.size ? 'larger_than_said' : 'broken');
  return file;
}
