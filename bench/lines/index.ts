import type { Line } from '../line.js';
import { advanceItem } from './advance-item.line.js';
import { getItem } from './get-item.line.js';
import { listFewItems, listItems } from './list-items.line.js';
import { openItem } from './open-item.line.js';

/**
 * Every line, in the order in which they run. Those of one group take turns, round by round, so that their rates can be
 * compared with each other. What only reads comes first, so that it reads what was filled in.
 */
export const GROUPS: readonly (readonly Line[])[] = [[getItem], [listItems, listFewItems], [openItem], [advanceItem]];

export const LINES: readonly Line[] = GROUPS.flat();
