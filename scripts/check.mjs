// Everything CI runs, in the order that fails fastest first.
//
//   npm run check                  all of it
//   npm run check -- --skip-tests  without the tests, when they have just run
//   npm run check -- lint types    these alone
import { delimiter, join } from 'node:path';
import { runChild } from './child.mjs';
import { ensureInstalled, ensureNode, fail, root } from './setup.mjs';

// What stands in one stage may run at the same time: none writes what another reads. The specs have the machine to themselves.
const stages = [
  [
    { name: 'lint', command: 'eslint . --max-warnings 0' },
    { name: 'types', command: 'tsc --noEmit' },
    { name: 'format', command: 'prettier --check .' },
    { name: 'imports', command: 'depcruise src migrations --config .dependency-cruiser.mjs' },
  ],
  [{ name: 'tests', command: 'node scripts/test.mjs' }],
  [{ name: 'build', command: 'node scripts/build.mjs' }],
  [
    { name: 'bench', command: 'node --expose-gc scripts/bench.mjs --smoke' },
    { name: 'walk', command: 'node scripts/walk.mjs' },
    { name: 'drift', command: 'node scripts/migrations.mjs check' },
    { name: 'openapi', command: 'node scripts/openapi.mjs --check' },
    { name: 'permissions', command: 'node scripts/permissions.mjs --check' },
  ],
];
const LANES = 2;

ensureNode();
await ensureInstalled();

const failed = [];
const chosen = chooseSteps(process.argv.slice(2));
for (const stage of stages) {
  const waiting = stage.filter((step) => chosen.includes(step));
  await Promise.all(Array.from({ length: LANES }, () => runAll(waiting)));
}
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(`${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

function chooseSteps(args) {
  const steps = stages.flat();
  const names = args.filter((arg) => arg !== '--skip-tests');
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0)
    fail(`No such step: ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(', ')}`);
  const skipped = args.includes('--skip-tests') ? ['tests'] : [];
  return steps.filter(({ name }) => !skipped.includes(name) && (names.length === 0 || names.includes(name)));
}

/** Takes steps off the list, which others do as well, until there is none. */
async function runAll(waiting) {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const began = Date.now();
    const { code, output } = await run(step.command);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(
      `${code === 0 ? 'passed' : 'FAILED'}  ${step.name.padEnd(11)} ${seconds.padStart(6)} s  ${step.command}`,
    );
    if (code === 0) continue;
    console.log(output.trimEnd().replace(/^/gm, '    '));
    failed.push(step.name);
  }
}

function run(command) {
  const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return runChild(command, [], { shell: true, env: { ...process.env, PATH } });
}
