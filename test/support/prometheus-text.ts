/** One value of a metric. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const COMMENT = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ([^ ]+)(?: (-?\d+))?$/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

/**
 * Reads Prometheus' text format 0.0.4, as strictly as its grammar allows.
 *
 * @throws Error naming the line that breaks it: no such line, a type told twice or after a sample, the same sample twice
 */
export function readPrometheusText(text: string): Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const types = new Map<string, string>();
  const samples = new Map<string, Sample>();
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const refuse = (why: string): never => {
      throw new Error(`${why}: ${line}`);
    };
    const [, what, of = '', told = ''] = COMMENT.exec(line) ?? [];
    if (what === 'HELP') continue;
    if (what === 'TYPE') {
      if (types.has(of)) refuse('told twice');
      if (!TYPES.includes(told)) refuse('no such type');
      types.set(of, told);
      continue;
    }
    if (line.startsWith('#')) continue;
    const [, name, labels = '', value = ''] = SAMPLE.exec(line) ?? refuse('no sample');
    if (!types.has(familyOf(name ?? '', types))) refuse('a sample before its type');
    const sample = { name: name ?? '', labels: labelsOf(labels, refuse), value: numberOf(value, refuse) };
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (samples.has(key)) refuse('the same sample twice');
    samples.set(key, sample);
  }
  return [...samples.values()];
}

function familyOf(name: string, types: ReadonlyMap<string, string>): string {
  const family = name.replace(/_(bucket|sum|count)$/, '');
  return ['histogram', 'summary'].includes(types.get(family) ?? '') ? family : name;
}

function labelsOf(text: string, refuse: (why: string) => never): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== '';) {
    const [whole, name = '', value = ''] = LABEL.exec(rest) ?? refuse('no label');
    if (name in labels) refuse('a label twice');
    labels[name] = value.replaceAll(/\\(["\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
    rest = rest.slice((whole ?? '').length);
  }
  return labels;
}

/** As Go's ParseFloat, which the format names, reads it: NaN and infinities in any case, prom-client's `Nan` among them. */
function numberOf(text: string, refuse: (why: string) => never): number {
  const special: Readonly<Record<string, number>> = { '+inf': Infinity, '-inf': -Infinity, nan: NaN };
  const known = special[text.toLowerCase()];
  if (known === undefined && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) refuse('no number');
  return known ?? Number(text);
}
