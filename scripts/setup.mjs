// What `npm start` and `npm test` make sure of before anything else runs. Plain JavaScript without packages: it has to
// work in a fresh clone.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runWithProgress } from './child.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const installStamp = join(root, 'node_modules', '.shewhart-lock-hash');
const buildStamp = join(root, 'dist', '.shewhart-build-hash');

/** The versions that package.json names under `engines`. Ends the process with one line on any other. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!supported) fail(`Shewhart needs Node 20.19 or later, or 22.12 or later; this is ${process.version}.`);
}

/** Installs the packages that package-lock.json names, unless exactly those are there. */
export async function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = `${process.platform}-${process.arch} ${createHash('sha256').update(lock).digest('hex')}`;
  if (readIfThere(installStamp) === wanted) return;
  if (!isInstalled(lock)) {
    const { command, leading } = npm();
    // NODE_ENV=production would leave out the compiler; npm's warnings are about engines and other people's settings.
    const wishes = ['--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error'];
    const ended = await runWithProgress('Installing packages', command, [...leading, 'ci', ...wishes]);
    if (ended.code !== 0) fail(`${withoutWarnings(ended.output)}\nThe packages could not be installed (npm ci).`);
  }
  writeFileSync(installStamp, wanted);
}

/** Compiles into dist/ when the sources are not the ones it was built from. */
export async function ensureBuilt() {
  const wanted = fingerprintSources();
  if (readIfThere(buildStamp) === wanted) return;
  // First the stamp: a build that is interrupted must not pass for the one that stood here before.
  rmSync(buildStamp, { force: true });
  // A file that left the sources must not live on in dist, where a migration, for one, would still be found.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const ended = await runWithProgress('Building', process.execPath, [nest, 'build']);
  if (ended.code !== 0) fail(`${ended.output}\nThe sources do not compile (nest build).`);
  writeFileSync(buildStamp, wanted);
}

/** @returns {never} */
export function fail(message) {
  console.error(message.trim());
  process.exit(1);
}

/**
 * An npm ci or npm install by hand leaves no stamp of ours but its own list of what it installed. npm writes that list
 * last, so it also tells that it was not interrupted.
 */
function isInstalled(lockText) {
  const present = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (present === undefined) return false;
  const installed = JSON.parse(present).packages;
  return Object.entries(JSON.parse(lockText).packages).every(([path, { version, optional }]) => {
    const found = installed[path]?.version;
    return path === '' || found === version || (optional === true && found === undefined);
  });
}

/** Below `npm start` npm says where it is; Windows could not run `npm` without a shell. */
function npm() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? { command: process.execPath, leading: [cli] } : { command: 'npm', leading: [] };
}

/** Content, not time: a checkout, a copy and a clone all change times and nothing else. */
function fingerprintSources() {
  const hash = createHash('sha256');
  const settings = ['nest-cli.json', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'];
  const sources = ['src', 'migrations', 'bench', 'examples'].flatMap(listSources);
  for (const path of [...settings, ...sources]) {
    hash
      .update(`${path}\0`)
      .update(readIfThere(join(root, path)) ?? '')
      .update('\0');
  }
  return hash.digest('hex');
}

function listSources(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

function withoutWarnings(output) {
  return output
    .split('\n')
    .filter((line) => !/^npm (warn|notice)\b/i.test(line))
    .join('\n');
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
