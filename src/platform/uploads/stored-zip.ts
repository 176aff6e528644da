import { crc32 } from 'node:zlib';

/**
 * A ZIP archive of files as they are, without compression (PKWARE APPNOTE 4.3): what has been unpacked and checked, for a
 * reader that takes archives alone. It holds nothing else, and no size in it is anybody's claim.
 */
export function storedZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of files) {
    const said = Buffer.from(name);
    const about = aboutFile(said, data);
    parts.push(Buffer.from('PK\x03\x04'), about, said, data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, place, said);
    offset += 4 + about.length + said.length + data.length;
  }
  return Buffer.concat([...parts, ...directory, endOf(files.size, directory, offset)]);
}

/** What the header of a file and its entry in the directory have in common. */
function aboutFile(name: Buffer, data: Buffer): Buffer {
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0);
  about.writeUInt32LE(crc32(data), 10);
  about.writeUInt32LE(data.length, 14);
  about.writeUInt32LE(data.length, 18);
  about.writeUInt16LE(name.length, 22);
  return about;
}

function endOf(count: number, directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}
