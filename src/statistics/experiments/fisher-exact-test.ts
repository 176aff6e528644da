import { logHypergeometric } from '../distributions/hypergeometric.js';
import { requireArms } from './arm.js';
import type { TwoArms } from './arm.js';

/** Tables this close to the observed one's probability count as equally likely, as R's fisher.test counts them. */
const TIE = 1e-7;

/**
 * Fisher's exact test, two-sided: the sum over all tables with the same margins that are no likelier than the observed one.
 * @returns p-value in (0, 1]
 * @throws RangeError for impossible arms
 */
export function fisherExactPValue(arms: TwoArms): number {
  requireArms(arms);
  const { control, variant } = arms;
  const drawn = control.successes + variant.successes;
  const probability = (x: number): number => logHypergeometric(x, variant.trials, control.trials, drawn);
  const limit = probability(variant.successes) + Math.log1p(TIE);
  const first = Math.max(0, drawn - control.trials);
  const last = Math.min(drawn, variant.trials);
  let sum = 0;
  for (let x = first; x <= last; x += 1) {
    const log = probability(x);
    if (log <= limit) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}
