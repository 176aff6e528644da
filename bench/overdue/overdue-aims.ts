import { verdict } from '../report.js';
import type { OverdueFigures } from './measure-overdue.js';

const MOST_GROWTH = 1.5;
const MOST_OF_BARE = 2;

/** Each aim of the sweep in a sentence, whether it was reached or not. */
export function overdueAimsOf(figures: OverdueFigures): string[] {
  const { few, many, due, flood, amongFew, amongMany, floodMs, bareMs, bareWritesMs } = figures;
  const [growth, ofBare] = [amongMany / amongFew, floodMs / bareMs];
  return [
    `${verdict(growth <= MOST_GROWTH)}  flagging ${due} tasks: ${amongMany.toFixed(0)} ms among ${many}, ${amongFew.toFixed(0)} ms among ${few}: ${growth.toFixed(2)}, aim at most ${MOST_GROWTH}`,
    `${verdict(ofBare <= MOST_OF_BARE)}  flagging ${flood} tasks: ${(floodMs / 1_000).toFixed(1)} s, ${(bareMs / 1_000).toFixed(1)} s of bare updates: ${ofBare.toFixed(2)}, aim at most ${MOST_OF_BARE}`,
    `         beside bare SQL that writes the rows of the journal, too: ${(bareWritesMs / 1_000).toFixed(1)} s, ${(floodMs / bareWritesMs).toFixed(2)}`,
  ];
}
