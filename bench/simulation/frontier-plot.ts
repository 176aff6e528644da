import type { Figure } from './simulate.js';

const WIDTH = 760;
const HEIGHT = 460;
const MARGIN = { left: 64, right: 200, top: 24, bottom: 52 };
/** False openings, in decades. */
const [LEAST, MOST] = [0.1, 100];
const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
const COLOURS = ['#7f7f7f', '#9467bd', '#2ca02c', '#1f77b4', '#ff7f0e', '#d62728'];

/** The frontier as an SVG: false openings to the right on a logarithmic scale, detections upwards. */
export function frontierPlot(figures: readonly Figure[]): string {
  const families = [...new Set(figures.map(({ contestant }) => contestant.family))];
  const joined = families.filter((family) => family !== 'naive');
  const parts = [
    ...axes(),
    ...joined.flatMap((family, index) => curve(ofFamily(figures, family), COLOURS[index % COLOURS.length] ?? '#000')),
    ...ofFamily(figures, 'naive').map((figure) => cross(figure)),
    ...figures.filter(({ contestant }) => contestant.isDefault).map((figure) => ring(figure)),
    ...joined.map((family, index) => legend(index, COLOURS[index % COLOURS.length] ?? '#000', family)),
    legend(joined.length, '#000', 'naive rules', '×'),
    legend(joined.length + 1, '#000', 'the default', '◯'),
  ];
  const box = `viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"`;
  const style = 'font-family="system-ui, sans-serif" font-size="12"';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} ${style}>\n<rect width="100%" height="100%" fill="#fff"/>\n${parts.join('\n')}\n</svg>\n`;
}

function axes(): string[] {
  const [bottom, right] = [HEIGHT - MARGIN.bottom, WIDTH - MARGIN.right];
  const aim = `<rect x="${MARGIN.left}" y="${MARGIN.top}" width="${x(0.5) - MARGIN.left}" height="${y(0.9) - MARGIN.top}" fill="#e8f5e9"/>`;
  const vertical = TICKS.map(
    (tick) =>
      `<line x1="${x(tick)}" y1="${MARGIN.top}" x2="${x(tick)}" y2="${bottom}" stroke="#eee"/><text x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`,
  );
  const horizontal = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 1].map(
    (tick) =>
      `<line x1="${MARGIN.left}" y1="${y(tick)}" x2="${right}" y2="${y(tick)}" stroke="#eee"/><text x="${MARGIN.left - 8}" y="${y(tick) + 4}" text-anchor="end">${tick * 100} %</text>`,
  );
  const names = [
    `<text x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 12}" text-anchor="middle">false openings in 365 healthy periods</text>`,
    `<text transform="translate(16 ${(MARGIN.top + bottom) / 2}) rotate(-90)" text-anchor="middle">shifts of 1.5 σ found within 8 periods</text>`,
  ];
  return [aim, ...vertical, ...horizontal, ...names];
}

function curve(figures: readonly Figure[], colour: string): string[] {
  const sorted = figures.toSorted((one, other) => one.falseOpenings - other.falseOpenings);
  const points = sorted.map((figure) => `${x(figure.falseOpenings)},${y(figure.detected)}`).join(' ');
  const dots = sorted.map(
    (figure) =>
      `<circle cx="${x(figure.falseOpenings)}" cy="${y(figure.detected)}" r="3.5" fill="${colour}"><title>${label(figure)}</title></circle>`,
  );
  return [`<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="1.5"/>`, ...dots];
}

function cross(figure: Figure): string {
  return `<text x="${x(figure.falseOpenings)}" y="${y(figure.detected) + 5}" text-anchor="middle" font-size="16">×<title>${label(figure)}</title></text>`;
}

function ring(figure: Figure): string {
  return `<circle cx="${x(figure.falseOpenings)}" cy="${y(figure.detected)}" r="8" fill="none" stroke="#000" stroke-width="1.5"/>`;
}

function legend(index: number, colour: string, name: string, sign = '●'): string {
  const [left, top] = [WIDTH - MARGIN.right + 16, MARGIN.top + 12 + index * 20];
  return `<text x="${left}" y="${top}" fill="${colour}">${sign}</text><text x="${left + 18}" y="${top}">${name}</text>`;
}

function label({ contestant, falseOpenings, detected }: Figure): string {
  return `${contestant.family} ${contestant.name}: ${falseOpenings.toFixed(2)}, ${(100 * detected).toFixed(1)} %`;
}

function ofFamily(figures: readonly Figure[], family: string): Figure[] {
  return figures.filter(({ contestant }) => contestant.family === family);
}

function x(falseOpenings: number): number {
  const share = Math.log(Math.min(MOST, Math.max(LEAST, falseOpenings)) / LEAST) / Math.log(MOST / LEAST);
  return round(MARGIN.left + share * (WIDTH - MARGIN.left - MARGIN.right));
}

function y(detected: number): number {
  return round(HEIGHT - MARGIN.bottom - detected * (HEIGHT - MARGIN.top - MARGIN.bottom));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
