// What is unusual in a series, row by row and from its past alone (docs/anomaly-detection.md).
//
//   npm run --silent detect -- FILE.csv > judged.csv     timestamp,value in; timestamp,value,anomaly_score,label out
//   npm run --silent detect -- - < FILE.csv              from standard input
import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

// Standard output holds rows alone; what is installed or built is said beside it.
console.log = console.error;
ensureNode();
await ensureInstalled();
await ensureBuilt();
// npm runs a script in the project's folder; a file is named from where the command was typed.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import('../dist/src/detect/main.js');
