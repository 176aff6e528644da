import type { Figures } from './measure.js';
import { cpuOf, resultOf, shareOf } from './results.js';
import { type WallFigures, wallResultOf, wallSpreadOf } from './walls.js';

const COLUMNS = [
  'line',
  'connections',
  'product/s',
  'bare/s',
  'ratio',
  'spread',
  'p50 ms',
  'p99 ms',
  'CPU ms',
  'bare CPU ms',
  'RSS MiB',
];

/** The figures as a table for people. */
export function tableOf(figures: readonly Figures[]): string {
  const rows = figures.map(rowOf);
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [COLUMNS, widths.map((width) => '-'.repeat(width)), ...rows]
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .join('\n');
}

function rowOf(line: Figures): string[] {
  const { result, spread } = resultOf(line);
  return [
    result.name,
    String(result.connections),
    result.rate.toFixed(0),
    result.bareRate.toFixed(0),
    result.ratio.toFixed(2),
    spread.map((value) => value.toFixed(2)).join('–'),
    result.p50Ms.toFixed(2),
    result.p99Ms.toFixed(2),
    cpuOf(line.product).toFixed(2),
    cpuOf(line.bare).toFixed(2),
    String(result.rssMb),
  ];
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

/** The aims are meant for this many connections. */
const AIM_CONNECTIONS = 16;
const AIM_RSS_MB = 250;

/** Each aim in a sentence, whether it was reached or not. */
export function aimsOf(figures: readonly Figures[]): string[] {
  const busy = figures.filter(({ connections }) => connections === AIM_CONNECTIONS);
  const ratios = busy.flatMap((line) =>
    line.line.aim === undefined
      ? []
      : [sentence(`${line.line.name}: share of the bare pair's rate`, resultOf(line).result.ratio, line.line.aim)],
  );
  const shares = busy.flatMap((line) => {
    const other = busy.find(({ line: { name } }) => name === line.line.asFastAs?.line);
    if (!other || !line.line.asFastAs) return [];
    const what = `${line.line.name}: share of the rate of "${other.line.name}"`;
    return [sentence(what, shareOf(line, other), line.line.asFastAs.least)];
  });
  const rss = figures.at(-1)?.rssMb ?? NaN;
  const memory = `${verdict(rss <= AIM_RSS_MB)}  memory of the product after the run: ${rss} MiB, aim at most ${AIM_RSS_MB}`;
  return [...ratios, ...shares, memory];
}

/** Row-level security may cost a tenth. */
const AIM_WALLS = 0.9;

/** What the walls cost a line, for people. */
export function wallLineOf(line: WallFigures): string {
  const { name, ratio, cpuRatio } = wallResultOf(line);
  const spread = wallSpreadOf(line).map((value) => value.toFixed(2));
  return `${name}: ${ratio.toFixed(2)} of its rate without (half of the pairs ${spread.join('–')}), ${cpuRatio.toFixed(2)} by processor time`;
}

export function wallAimsOf(figures: readonly WallFigures[]): string[] {
  return figures
    .map(wallResultOf)
    .map(({ name, ratio }) => sentence(`${name}: share of its rate without`, ratio, AIM_WALLS));
}

function sentence(what: string, value: number, least: number): string {
  return `${verdict(value >= least)}  ${what}: ${value.toFixed(2)}, aim at least ${least.toFixed(2)}`;
}

export function verdict(reached: boolean): string {
  return reached ? 'reached' : 'MISSED ';
}
