import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockFolder } from './folder-lock.js';
import { processStart } from './process-identity.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => rm(folder, { recursive: true }));

describe('the lock on a data folder', () => {
  it('goes to exactly one of twenty who ask at the same moment, although a dead one left its lock', async () => {
    await writeFile(path, JSON.stringify({ pid: process.pid, startedAt: 'before the last restart' }));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(path, folder)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it('goes to somebody although a process was killed while it cleared a dead lock', async () => {
    await writeFile(path, '');
    await mkdir(`${path}.clearing`);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(`${path}.clearing`, longAgo, longAgo);
    await (await lockFolder(path, folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is free again after its release', async () => {
    await (await lockFolder(path, folder)).release();
    await (await lockFolder(path, folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is kept by a process that runs, whoever it belongs to', async () => {
    await writeFile(path, JSON.stringify({ pid: process.ppid, startedAt: processStart(process.ppid) }));
    await expect(lockFolder(path, folder)).rejects.toThrow(`already in use by process ${process.ppid}`);
  });

  it.each([
    ['names a process that ended', JSON.stringify({ pid: 2 ** 30, startedAt: '1' })],
    ['was cut off while it was written', '{"pid": 1, "star'],
    ['is empty after a power cut', ''],
  ])('is taken over when it %s', async (_, left) => {
    await writeFile(path, left);
    await (await lockFolder(path, folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });
});
