import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { CONTESTANTS, NOISES } from './contestants.js';
import { frontierPlot } from './frontier-plot.js';
import { type Counts, type Figure, simulate } from './simulate.js';

const SEED = 1_924;
const RUNS = 12_000;
const PAGE = 'docs/triggers.md';
const PLOT = 'docs/triggers-frontier.svg';
const BLOCK = /(<!-- frontier -->\n)[\s\S]*?(<!-- end of frontier -->)/;
const BY_NOISE = /(<!-- by noise -->\n)[\s\S]*?(<!-- end of by noise -->)/;

const { values } = parseArgs({ options: { runs: { type: 'string', default: String(RUNS) } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1 || runs % NOISES.length !== 0) {
  throw new Error(`--runs must be a multiple of ${NOISES.length}: as many histories for each noise`);
}

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
  const byNoise = noiseTable(all);
  const told = page.replace(BLOCK, `$1\n${rows.join('\n')}\n\n$2`);
  await writeFile(PAGE, told.replace(BY_NOISE, `$1\n${byNoise.join('\n')}\n\n$2`));
  await writeFile(PLOT, frontierPlot(all));
  console.log(`Wrote ${PAGE} and ${PLOT}`);
}

/** False openings and shifts found for each noise: of the default, for which it makes no difference, and of rules in per cent. */
function noiseTable(all: readonly Figure[]): string[] {
  const shown = all.filter(({ contestant }) => contestant.isDefault || contestant.inPercent);
  const cell = ({ falseOpenings, detected }: Counts): string => `${falseOpenings.toFixed(2)} · ${percent(detected)}`;
  return [
    `| rule | ${NOISES.map((noise) => `σ ${Math.round(100 * noise)} %`).join(' | ')} |`,
    `| --- | ${NOISES.map(() => '--:').join(' | ')} |`,
    ...shown.map((figure) => `| ${nameOf(figure)} | ${figure.byNoise.map(cell).join(' | ')} |`),
  ];
}

function rowOf(figure: Figure): string {
  const { contestant, falseOpenings, detected, detectedAtOnce } = figure;
  const cells = [
    contestant.family,
    nameOf(figure),
    falseOpenings.toFixed(2),
    percent(detected),
    percent(detectedAtOnce),
  ];
  return `| ${cells.join(' | ')} |`;
}

function nameOf({ contestant }: Figure): string {
  return contestant.isDefault ? `**${contestant.name}, the default**` : contestant.name;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
