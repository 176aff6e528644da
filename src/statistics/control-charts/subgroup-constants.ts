import { logGamma } from '../distributions/stirling.js';

/** Mean range of n normal values in sigmas (d2), n = 2..25, to the three decimals that books and qcc print. */
const D2 = [
  1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.97, 3.078, 3.173, 3.258, 3.336, 3.407, 3.472, 3.532, 3.588, 3.64,
  3.689, 3.735, 3.778, 3.819, 3.858, 3.895, 3.931,
];

/** Standard deviation of that range in sigmas (d3), n = 2..25, as qcc 2.7 holds it. */
const D3 = [
  0.8525033, 0.8883697, 0.8798108, 0.8640855, 0.8480442, 0.8332108, 0.8198378, 0.8078413, 0.7970584, 0.787323,
  0.7784873, 0.7704257, 0.763033, 0.7562217, 0.7499188, 0.7440627, 0.7386021, 0.7334929, 0.728698, 0.7241851, 0.7199267,
  0.7158987, 0.7120802, 0.7084528,
];

/** @throws RangeError outside 2..25, where ranges waste too much and S charts serve better */
export function rangeConstants(size: number): { d2: number; d3: number } {
  const [d2, d3] = [D2[size - 2], D3[size - 2]];
  if (d2 === undefined || d3 === undefined) throw new RangeError(`ranges need subgroups of 2 to 25, got ${size}`);
  return { d2, d3 };
}

/** c4: expected standard deviation of n normal values in sigmas. */
export function deviationConstant(size: number): number {
  return Math.sqrt(2 / (size - 1)) * Math.exp(logGamma(size / 2) - logGamma((size - 1) / 2));
}
