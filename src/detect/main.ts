import { createReadStream } from 'node:fs';

import { detectAnomalies, UnreadableSeries } from './detect-anomalies.js';

const USAGE = 'npm run --silent detect -- FILE.csv   (or - for standard input) > judged.csv';

const [path, ...others] = process.argv.slice(2);

// A reader that has seen enough, like `head`, closes the pipe: that ends the run and is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

if (path === undefined || others.length > 0) {
  fail(`Give one file of timestamp,value rows: ${USAGE}`);
} else {
  const input = path === '-' ? process.stdin : createReadStream(path);
  try {
    await detectAnomalies(input, process.stdout, (line) => process.stderr.write(`${line}\n`));
  } catch (error) {
    if (error instanceof UnreadableSeries) fail(error.message);
    else if ((error as NodeJS.ErrnoException).code !== undefined) fail((error as Error).message);
    else throw error;
  }
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
