import { verdict } from '../report.js';
import type { RelayFigures } from './measure-relay.js';

const LEAST_RATIO = 0.5;

/** The aim of relay and workers in a sentence, whether it was reached or not. */
export function relayAimsOf({ jobs, rate, bareRate, ratio, spread }: RelayFigures): string[] {
  const noise = spread.map((each) => each.toFixed(2)).join('–');
  return [
    `${verdict(ratio >= LEAST_RATIO)}  relay and workers: ${jobs} events at ${rate.toFixed(0)}/s, as many jobs of bare BullMQ at ${bareRate.toFixed(0)}/s: ${ratio.toFixed(2)} (rounds ${noise}), aim at least ${LEAST_RATIO.toFixed(2)}`,
  ];
}
