import { betaCdf, betaDensity } from '../distributions/beta.js';
import { integrate } from '../distributions/integrate.js';
import { requireArms } from './arm.js';
import type { Arm, TwoArms } from './arm.js';

/**
 * Posterior probability that the variant's true rate is above the control's, from flat Beta(1, 1) priors.
 * Integrated, not simulated: the same counts always give the same digits.
 * @throws RangeError for impossible arms
 */
export function chanceToBeatControl(arms: TwoArms): number {
  requireArms(arms);
  const [control, variant] = [posterior(arms.control), posterior(arms.variant)];
  const reach = 40 * Math.max(control.sd, variant.sd);
  const low = Math.max(0, Math.min(control.mean, variant.mean) - reach);
  const high = Math.min(1, Math.max(control.mean, variant.mean) + reach);
  const both = (x: number): number => betaDensity(x, variant.a, variant.b) * betaCdf(x, control.a, control.b);
  return Math.min(1, integrate(both, low, high, 600));
}

function posterior({ successes, trials }: Arm): { a: number; b: number; mean: number; sd: number } {
  const a = successes + 1;
  const b = trials - successes + 1;
  const mean = a / (a + b);
  return { a, b, mean, sd: Math.sqrt((mean * (1 - mean)) / (a + b + 1)) };
}
