import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { storedZip } from './stored-zip.js';
import { unpackZip } from './unpack-zip.js';

const LIMITS = { entries: 3, bytes: 4 * 1024 * 1024 };
const MEGABYTE = 1024 * 1024;

/** One deflated file whose directory says that it has `says` bytes. */
function packed(data: Buffer, says = data.length): Buffer {
  const deflated = deflateRawSync(data);
  const zip = storedZip(new Map([['a', deflated]]));
  const entry = zip.lastIndexOf('PK\x01\x02');
  zip.writeUInt16LE(8, entry + 10);
  zip.writeUInt32LE(says, entry + 24);
  return zip;
}

function changed(zip: Buffer, change: (zip: Buffer, entry: number) => void): Buffer {
  const copy = Buffer.from(zip);
  change(copy, copy.lastIndexOf('PK\x01\x02'));
  return copy;
}

const files = (count: number) => new Map(Array.from({ length: count }, (_, nth) => [`${nth}`, Buffer.from('x')]));
const zeros = Buffer.alloc(3 * MEGABYTE);
const noise = randomBytes(3 * MEGABYTE);

describe('an archive', () => {
  it('gives the files that are wanted, packed or not', async () => {
    const unpacked = await unpackZip(storedZip(files(3)), LIMITS, (name) => name !== '1');
    expect([...unpacked].map(([name, file]) => [name, file.toString()])).toEqual([['0', 'x'], ['2', 'x']]); // prettier-ignore
    const file = (await unpackZip(packed(noise), LIMITS, () => true)).get('a');
    expect(file?.equals(noise)).toBe(true);
  });

  it.each([
    ['too_many_entries', 'more files than are allowed', storedZip(files(4))],
    ['too_large', 'gigabytes, as it says itself', packed(Buffer.from('x'), 0xffff_ffff)],
    ['too_dense', 'three megabytes of zeros', packed(zeros)],
    ['larger_than_said', 'more than it says', packed(zeros, 10)],
    ['larger_than_said', 'sixteen megabytes in sixteen kilobytes, of which it says nothing', packed(Buffer.alloc(16 * MEGABYTE), 100)],
    ['broken', 'less than it says', packed(Buffer.from('xyz'), 100)],
    ['broken', 'nothing but text', Buffer.from('timestamp,value')],
    ['broken', 'a directory that is cut off', storedZip(files(1)).subarray(0, -30)],
    ['broken', 'bytes behind its end', Buffer.concat([storedZip(files(1)), Buffer.from('x')])],
    ['broken', 'a file beyond its end', changed(storedZip(files(1)), (zip, entry) => zip.writeUInt32LE(9_999, entry + 42))],
    ['broken', 'a method nobody uses', changed(storedZip(files(1)), (zip, entry) => zip.writeUInt16LE(99, entry + 10))],
    ['broken', 'two files of one name', changed(storedZip(files(2)), (zip, entry) => zip.write('0', entry + 46))],
    ['encrypted', 'a password', changed(storedZip(files(1)), (zip, entry) => zip.writeUInt16LE(1, entry + 8))],
  ])('is refused as %s with %s', async (fault, _, zip) => {
    await expect(unpackZip(zip, LIMITS, () => true)).rejects.toMatchObject({ fault });
  }); // prettier-ignore

  it('that holds itself many times over is bounded by what comes out, not by its length', async () => {
    const zip = packed(noise.subarray(0, MEGABYTE));
    const entry = zip.lastIndexOf('PK\x01\x02');
    const [directory, end] = [zip.subarray(entry, zip.length - 22), Buffer.from(zip.subarray(-22))];
    const copies = ['b', 'c'].map((name) => changed(directory, (copy, at) => copy.write(name, at + 46)));
    end.writeUInt16LE(3, 8);
    end.writeUInt16LE(3, 10);
    const overlapping = Buffer.concat([zip.subarray(0, -22), ...copies, end]);
    await expect(unpackZip(overlapping, { ...LIMITS, bytes: 2 * MEGABYTE }, () => true)).rejects.toMatchObject({
      fault: 'too_large',
    });
  });

  it('is refused within thirty megabytes of memory, however much it would be unpacked', async () => {
    const bomb = packed(Buffer.alloc(64 * MEGABYTE), 1_000);
    const before = process.memoryUsage.rss();
    await expect(unpackZip(bomb, LIMITS, () => true)).rejects.toMatchObject({ fault: 'larger_than_said' });
    expect(process.memoryUsage.rss() - before).toBeLessThan(30 * MEGABYTE);
  });
});
