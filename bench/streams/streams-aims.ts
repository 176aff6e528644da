import { verdict } from '../report.js';
import type { StreamFigures } from './measure-streams.js';

/** What the issue on time asks of 500 open streams. */
const AIM_MB = 100;

/** The aim of event streams in a sentence, whether it was reached or not. */
export function streamAimsOf(figures: StreamFigures): string[] {
  const { streams, beforeMb, openMb, peakMb, p50Ms, p99Ms } = figures;
  const cost = peakMb - beforeMb;
  return [
    `${verdict(cost <= AIM_MB)}  memory for ${streams} open event streams: ${cost} MiB (${beforeMb} before, ${openMb} open and quiet, ${peakMb} at the most), aim at most ${AIM_MB}; told after ${p50Ms.toFixed(0)} ms (p50), ${p99Ms.toFixed(0)} ms (p99)`,
  ];
}
