import type { Locale } from '../../../kernel/text/index.js';
import { DefinitionVersionsView, NOW } from '../../metrics/index.js';
import type { WatchWindow } from '../persistence/watch-window.entity.js';
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
  /** What the metric meant when the window was set, and now; null until it is set. */
  definition!: DefinitionVersionsView | null;

  static of({ item, cycle, window, judged, metricVersion }: WatchWindowShown, locale: Locale): WatchWindowView {
    return {
      version: item.version,
      cycle,
      metric: window?.metric ?? null,
      period: window?.period ?? null,
      from: window?.firstDay ?? null,
      to: window?.lastDay ?? null,
      ...judged,
      periods: [...judged.periods],
      definition: window && definitionOf(window, metricVersion, locale),
    };
  }
}

const WHEN_SET = { en: 'when the window was set', 'zh-CN': '设置窗口时' };

function definitionOf({ metric, metricVersion }: WatchWindow, later: number | null, locale: Locale) {
  const compared = { metric, earlier: metricVersion, later };
  return DefinitionVersionsView.of(compared, { earlier: WHEN_SET, later: NOW }, locale);
}
