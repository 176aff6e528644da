import { median } from '../summary.js';

const FAR = 3;

/**
 * The series with every deviation shorter than `shortest` periods drawn back to its neighbours' median (Hampel's filter).
 * A lasting step stays as sharp as it was: at its edge, most of the window already lies on the new level.
 * @param noise standard deviation between neighbours; what lies within three of them stays
 */
export function withoutSpikes(values: readonly number[], shortest: number, noise: number): number[] {
  const reach = shortest - 1;
  return values.map((value, i) => {
    const usual = median(values.slice(Math.max(0, i - reach), i + reach + 1));
    return Math.abs(value - usual) > FAR * noise ? usual : value;
  });
}
