import type { WatchWindowShown } from '../queries/show-watch-window.query.js';

export class WatchedPeriodView {
  /** `2026-11-03`, `2026-W45`. */
  label!: string;
  value!: number;
  /** Distance from the mean of the window as a share of it; null when that mean is 0. */
  deviation!: number | null;
  inside!: boolean;
}

export class WatchWindowView {
  /** The item's version: setting the window needs it in If-Match. */
  version!: number;
  cycle!: number;
  metric!: string | null;
  period!: string | null;
  from!: string | null;
  to!: string | null;
  /** Closed periods that lie wholly within the days, oldest first. */
  periods!: WatchedPeriodView[];
  mean!: number | null;
  /** Share of the mean by which a period may stray. */
  band!: number;
  /** Closed periods that it takes. */
  needed!: number;
  /** Whether there are that many. */
  complete!: boolean;
  /** Whether there is a period and none strays. */
  inside!: boolean;

  static of({ item, cycle, window, judged }: WatchWindowShown): WatchWindowView {
    return {
      version: item.version,
      cycle,
      metric: window?.metric ?? null,
      period: window?.period ?? null,
      from: window?.firstDay ?? null,
      to: window?.lastDay ?? null,
      ...judged,
      periods: [...judged.periods],
    };
  }
}
