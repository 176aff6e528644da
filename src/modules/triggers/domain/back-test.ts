import { type Circumstances, explain, type FigurePoint } from './told-of.js';
import { type Judge, walk, type Walked, warmUp } from './replay.js';
import type { Series } from './series.js';

/** An item that the rule would have opened, with what would have followed. */
export interface WouldHaveOpened {
  /** Start of the period that fired, as people call it. */
  readonly period: string;
  /** When the period closed: the rule could not have fired earlier. */
  readonly openedAt: string;
  readonly statement: string;
  readonly title: string;
  readonly limit: number | null;
  readonly points: readonly FigurePoint[];
  /** How often it would have been reopened within the cool-down. */
  readonly reopened: number;
  /** Further worse periods that would have been appended. */
  readonly appended: number;
  /** When it had recovered for the last time; null: it is open still. */
  readonly recoveredAt: string | null;
}

export interface BackTest {
  readonly items: readonly WouldHaveOpened[];
  readonly periods: number;
  readonly walked: Walked;
}

/**
 * Walks a rule over history with the very function of the live job. It assumes that each item is ended once its series has
 * recovered; then the next firing after the cool-down opens another. Where nobody ends items, all of it lands in the first.
 */
export function backTest(
  judge: Judge,
  series: Series,
  { first, last }: { readonly first: number; readonly last: number },
  circumstances: Circumstances,
): BackTest {
  const walked = walk(judge, series, warmUp(judge, series, first, 0), { first, last, since: 0 });
  const items: WouldHaveOpened[] = [];
  for (const moment of walked.moments) {
    const open = items.pop();
    if (moment.kind === 'fired') {
      if (open) items.push(open);
      items.push(opened(explain(moment, series, circumstances), series, moment.at));
    } else if (open) {
      const at = new Date(series.ends[moment.at] ?? 0).toISOString();
      items.push(followed(open, moment.kind, at));
    }
  }
  return { items, periods: Math.max(0, last - first + 1), walked };
}

function opened(
  { statement, title, figures }: ReturnType<typeof explain>,
  { ends }: Series,
  at: number,
): WouldHaveOpened {
  return {
    period: figures.points.at(-1)?.label ?? '',
    openedAt: new Date(ends[at] ?? 0).toISOString(),
    statement,
    title,
    limit: figures.limit,
    points: figures.points,
    reopened: 0,
    appended: 0,
    recoveredAt: null,
  };
}

function followed(item: WouldHaveOpened, kind: Walked['moments'][number]['kind'], at: string): WouldHaveOpened {
  switch (kind) {
    case 'recovered':
      return { ...item, recoveredAt: at };
    case 'fired_again':
    case 'flapped':
      return { ...item, reopened: item.reopened + 1, recoveredAt: null };
    case 'goes_on':
      return { ...item, appended: item.appended + 1 };
    case 'changed':
    case 'fired':
      return item;
  }
}
