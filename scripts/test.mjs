import { join } from 'node:path';
import { runChild } from './child.mjs';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './setup.mjs';

ensureNode();
await ensureInstalled();
// The specs start compiled processes and take their database from the compiled migrations.
await ensureBuilt();

const args = process.argv.slice(2);
const workersChosen = args.some((arg) => /^(--maxWorkers|-w|--runInBand|-i)\b/.test(arg));
// Every worker talks to the same PostgreSQL; beyond two the specs wait for it and not for the processor.
const workers = workersChosen ? [] : ['--maxWorkers=2'];
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const options = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

const { code, output } = await runChild(process.execPath, [jest, ...workers, ...args], {
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: options.filter(Boolean).join(' ') },
});
if (output) console.error(output);
process.exit(code);
