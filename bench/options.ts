import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { EVALUATION } from './evaluation/evaluation.js';
import { LINES } from './lines/index.js';

/** What `--only` calls the streaming of points, which is no line of requests. */
export const INGEST = 'ingest';
/** The judging of a series by `npm run detect`. */
export const DETECT = 'detect';
/** What is measured of the audit trail, which is no line of requests either. */
export const TRAIL = 'trail';
/** The sweep for overdue tasks, and the way of events to their reactions. */
export const OVERDUE = 'overdue';
export const RELAY = 'relay';

/** What open event streams cost. */
export const STREAMS = 'streams';

export interface Options {
  /** Few rows and short stretches: shows that everything works, not how fast. */
  readonly smoke: boolean;
  /** File to write the results to. */
  readonly json: string | undefined;
  /** Folder for a CPU profile of the product. */
  readonly profile: string | undefined;
  /** Names of the lines to run. */
  readonly only: readonly string[];
}

/** @throws Error in one line for an argument that is not known */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      smoke: { type: 'boolean', default: false },
      json: { type: 'string' },
      profile: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const names = [...LINES.map(({ name }) => name), INGEST, EVALUATION, TRAIL, STREAMS, DETECT, OVERDUE, RELAY];
  const unknown = values.only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`no such line: ${unknown.join(', ')}. There are: ${names.join(', ')}`);
  return {
    smoke: values.smoke,
    json: values.json === undefined ? undefined : resolve(values.json),
    profile: values.profile === undefined ? undefined : resolve(values.profile),
    only: values.only,
  };
}
