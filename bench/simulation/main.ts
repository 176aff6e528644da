import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { CONTESTANTS } from './contestants.js';
import { frontierPlot } from './frontier-plot.js';
import { type Figure, simulate } from './simulate.js';

const SEED = 1_924;
const RUNS = 4_000;
const PAGE = 'docs/triggers.md';
const PLOT = 'docs/triggers-frontier.svg';
const BLOCK = /(<!-- frontier -->\n)[\s\S]*?(<!-- end of frontier -->)/;

const { values } = parseArgs({ options: { runs: { type: 'string', default: String(RUNS) } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs must be a whole number of 1 or more');

const figures: Figure[] = [];
for (const contestant of CONTESTANTS) {
  const figure = simulate(contestant, runs, SEED);
  figures.push(figure);
  console.log(rowOf(figure));
}
// Fewer runs are for a look; what is kept comes from the full number.
if (runs === RUNS) await keep(figures);

async function keep(all: readonly Figure[]): Promise<void> {
  const rows = [
    '| rule | | false openings | found | found at once |',
    '| --- | --- | --: | --: | --: |',
    ...all.map(rowOf),
  ];
  const page = await readFile(PAGE, 'utf8');
  await writeFile(PAGE, page.replace(BLOCK, `$1\n${rows.join('\n')}\n\n$2`));
  await writeFile(PLOT, frontierPlot(all));
  console.log(`Wrote ${PAGE} and ${PLOT}`);
}

function rowOf({ contestant, falseOpenings, detected, detectedAtOnce }: Figure): string {
  const name = contestant.isDefault ? `**${contestant.name}, the default**` : contestant.name;
  const cells = [contestant.family, name, falseOpenings.toFixed(2), percent(detected), percent(detectedAtOnce)];
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
