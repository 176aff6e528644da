import type { SlotValues } from './slot-values.js';

/** Makes a parameter for one request. */
export type ParamTemplate = (values: SlotValues) => string | null;

/** An instant as PostgreSQL writes it out, the server standing in UTC. */
const INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/;

/** Cuts a recorded parameter at the values that vary, once, so that filling it in costs next to nothing. */
export function templateOf(recorded: string | null, values: Readonly<Record<string, string>>): ParamTemplate {
  if (recorded === null) return () => null;
  if (INSTANT.test(recorded)) return (slots) => slots.now;
  const pieces = piecesOf(recorded, Object.entries(values));
  if (pieces.length === 1 && pieces[0]?.slot === undefined) return () => recorded;
  return (slots) => pieces.map(({ slot, text }) => (slot === undefined ? text : slots.valueOf(slot))).join('');
}

interface Piece {
  readonly text: string;
  /** The slot whose recorded value `text` is. */
  readonly slot?: string;
}

function piecesOf(text: string, [first, ...others]: [slot: string, value: string][]): Piece[] {
  if (!first) return [{ text }];
  const [slot, value] = first;
  return text
    .split(value)
    .flatMap((part, index) => [...(index > 0 ? [{ text: value, slot }] : []), ...piecesOf(part, others)])
    .filter((piece) => piece.text !== '' || text === '');
}
