import { ZipRefused } from './zip-refused.js';

/** A file in a ZIP archive, as the directory at its end tells (PKWARE APPNOTE 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly packedSize: number;
  /** Bytes unpacked, as the directory claims. */
  readonly size: number;
  /** Where its own header begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const ENCRYPTED = 0x1;
const METHODS: Readonly<Record<number, ZipEntry['method']>> = { 0: 'stored', 8: 'deflated' };

/**
 * The directory decides what is in an archive; headers between the files may tell other sizes, and a reader that follows
 * them reads another archive than the one that was checked.
 *
 * @throws ZipRefused broken, encrypted, or too_many_entries for more than `most`
 */
export function directoryOf(zip: Buffer, most: number): ZipEntry[] {
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > most) throw new ZipRefused('too_many_entries');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let nth = 0; nth < count; nth += 1) {
    if (at + ENTRY_LENGTH > end || zip.readUInt32LE(at) !== ENTRY) throw new ZipRefused('broken');
    entries.push(entryAt(zip, at));
    at += ENTRY_LENGTH + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  // Of two files with one name, one would be checked and the other read.
  if (at !== end || new Set(entries.map(({ name }) => name)).size !== count) throw new ZipRefused('broken');
  return entries;
}

/** @throws ZipRefused broken when they do not lie in the archive */
export function packedBytes(zip: Buffer, { offset, packedSize }: ZipEntry): Buffer {
  if (offset + LOCAL_LENGTH > zip.length || zip.readUInt32LE(offset) !== LOCAL) throw new ZipRefused('broken');
  const start = offset + LOCAL_LENGTH + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  if (start + packedSize > zip.length) throw new ZipRefused('broken');
  return zip.subarray(start, start + packedSize);
}

function entryAt(zip: Buffer, at: number): ZipEntry {
  if (zip.readUInt16LE(at + 8) & ENCRYPTED) throw new ZipRefused('encrypted');
  const method = METHODS[zip.readUInt16LE(at + 10)];
  if (method === undefined) throw new ZipRefused('broken');
  return {
    name: zip.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + zip.readUInt16LE(at + 28)),
    method,
    packedSize: zip.readUInt32LE(at + 20),
    size: zip.readUInt32LE(at + 24),
    offset: zip.readUInt32LE(at + 42),
  };
}

/** Searched from behind, since only a comment may follow it; nothing of ours is so large that it needs ZIP64. */
function endOf(zip: Buffer): number {
  for (let at = zip.length - END_LENGTH; at >= Math.max(0, zip.length - END_LENGTH - LONGEST_COMMENT); at -= 1) {
    if (zip.readUInt32LE(at) === END && at + END_LENGTH + zip.readUInt16LE(at + 20) === zip.length) return at;
  }
  throw new ZipRefused('broken');
}
