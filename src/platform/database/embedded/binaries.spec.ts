import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { restoreSymlinks } from './binaries.js';

let packageRoot: string;

beforeEach(async () => {
  packageRoot = await mkdtemp(join(tmpdir(), 'binaries-'));
  await mkdir(join(packageRoot, 'native/lib'), { recursive: true });
  await writeFile(join(packageRoot, 'native/lib/libpq.so.5.18'), 'library');
  const links = ['native/lib/libpq.so.5', 'native/lib/libpq.so'];
  await writeFile(
    join(packageRoot, 'native/pg-symlinks.json'),
    JSON.stringify(links.map((target) => ({ source: 'native/lib/libpq.so.5.18', target }))),
  );
});

afterEach(() => rm(packageRoot, { recursive: true }));

describe('the links between the shared libraries', () => {
  it('are made when install scripts were held back, and lead to the library wherever the package is moved', async () => {
    await restoreSymlinks(packageRoot);
    expect(await readFile(join(packageRoot, 'native/lib/libpq.so'), 'utf8')).toBe('library');
    expect(await readlink(join(packageRoot, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  });

  it('stay as they are when the install script made them', async () => {
    await symlink('./libpq.so.5.18', join(packageRoot, 'native/lib/libpq.so.5'));
    await restoreSymlinks(packageRoot);
    expect(await readlink(join(packageRoot, 'native/lib/libpq.so.5'))).toBe('./libpq.so.5.18');
  });

  it('are not asked for by a package without a list, as on Windows', async () => {
    await rm(join(packageRoot, 'native/pg-symlinks.json'));
    await restoreSymlinks(packageRoot);
    await expect(readlink(join(packageRoot, 'native/lib/libpq.so'))).rejects.toThrow('ENOENT');
  });
});
