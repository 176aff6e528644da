// Signature and field offsets of a central directory entry (PKWARE APPNOTE 4.3.12).
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;

/**
 * How many bytes a ZIP archive says its files have when unpacked, so that a small archive of gigabytes is refused unread.
 *
 * @returns undefined for what has no directory
 */
export function unpackedSize(zip: Buffer): number | undefined {
  let at = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  if (at === -1) return undefined;
  let size = 0;
  while (at + ENTRY_LENGTH <= zip.length && zip.readUInt32LE(at) === ENTRY) {
    size += zip.readUInt32LE(at + 24);
    at += ENTRY_LENGTH + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return size;
}
