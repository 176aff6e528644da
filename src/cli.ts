import { verifyExport } from './verify-export.js';

/** `shewhart <command>`: what is done without a running product. */
const [command, ...args] = process.argv.slice(2);
if (command === 'verify') {
  process.exitCode = await verifyExport(args, (text) => console.log(text));
} else {
  console.error('shewhart verify <export> [--head <hash of a seal>]');
  process.exitCode = 2;
}
