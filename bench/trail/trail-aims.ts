import { verdict } from '../report.js';
import type { TrailFigures } from './measure-trail.js';

const LEAST_SEALED_PER_SECOND = 1_000;
const LEAST_WRITERS_RATIO = 0.95;
const AIM_SECONDS_PER_MILLION = 60;
const AIM_RSS_MB = 300;

/** Each aim of the audit trail in a sentence, whether it was reached or not. */
export function trailAimsOf(trail: TrailFigures): string[] {
  const { sealedPerSecond, writersRatio, spread, written, writtenWhileSealing, verifySeconds, verifyMaxRssMb } = trail;
  const { offlineSeconds, offlineMaxRssMb } = trail;
  const rates = `${writtenWhileSealing.toFixed(0)} of ${written.toFixed(0)} events/s`;
  const noise = spread.map((ratio) => ratio.toFixed(2)).join('–');
  return [
    `${verdict(sealedPerSecond >= LEAST_SEALED_PER_SECOND)}  sealing: ${sealedPerSecond.toFixed(0)} events/s, aim at least ${LEAST_SEALED_PER_SECOND}`,
    `${verdict(writersRatio >= LEAST_WRITERS_RATIO)}  16 writers while sealing: ${writersRatio.toFixed(2)} of their rate without (${rates}; half of the rounds ${noise}), aim at least ${LEAST_WRITERS_RATIO}`,
    `${verdict(verifySeconds <= AIM_SECONDS_PER_MILLION)}  verifying ${trail.events} events: ${verifySeconds.toFixed(1)} s, aim at most ${AIM_SECONDS_PER_MILLION}`,
    `${verdict(verifyMaxRssMb <= AIM_RSS_MB)}  memory of the process that verified, at its most: ${verifyMaxRssMb} MiB, aim at most ${AIM_RSS_MB}`,
    `${verdict(offlineSeconds <= AIM_SECONDS_PER_MILLION && offlineMaxRssMb <= AIM_RSS_MB)}  verifying an export of them without the product: ${offlineSeconds.toFixed(1)} s, ${offlineMaxRssMb} MiB, the same aims`,
  ];
}
