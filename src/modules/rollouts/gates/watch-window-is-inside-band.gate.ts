import { type GateAnswer, metUnless, type UnmetReason } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import type { JudgedPeriod, JudgedWindow } from '../domain/rollout-band.js';
import { ShowWatchWindow } from '../queries/show-watch-window.query.js';

const NOT_SET = { en: 'No watch window is set.', 'zh-CN': '尚未设置观察窗口。' };
const INCOMPLETE = {
  en: 'The watch window has {count} of the {needed} closed periods it takes.',
  'zh-CN': '观察窗口需要 {needed} 个已结束的统计周期,目前只有 {count} 个。',
};
const OUTSIDE = {
  en: '{label}: {value} lies {deviation} from the mean of the window, {mean}; ±{band} is normal.',
  'zh-CN': '{label}:数值 {value} 与窗口均值 {mean} 相差 {deviation},正常范围为 ±{band}。',
};

/** L-11 and T-34: after full launch the metric is calm. */
@ProvidesGate({ name: 'watch-window-is-inside-band', waivable: true, fix: { who: WHO.lead, where: 'watch-window' } })
export class WatchWindowIsInsideBand implements ItemGate {
  constructor(private readonly windows: ShowWatchWindow) {}

  async check({ item, now }: GateQuestion, tx: Tx): Promise<GateAnswer> {
    const { window, judged } = await this.windows.judge(tx, item, item.cycle, now);
    if (!window) return metUnless([{ code: 'no-watch-window', message: NOT_SET }]);
    const { periods, needed, complete } = judged;
    const params = { count: periods.length, needed };
    return metUnless([
      ...(complete ? [] : [{ code: 'watch-window-incomplete', message: INCOMPLETE, params }]),
      ...periods.filter(({ inside }) => !inside).map((period) => outside(period, judged)),
    ]);
  }
}

function outside({ label, value, deviation }: JudgedPeriod, { mean, band }: JudgedWindow): UnmetReason {
  const strayed = deviation === null ? '–' : `${deviation > 0 ? '+' : '−'}${percent(Math.abs(deviation))}`;
  const params = { label, value: figure(value), deviation: strayed, mean: figure(mean ?? 0), band: percent(band) };
  return { code: 'period-outside-band', message: OUTSIDE, params };
}

function percent(share: number): string {
  return `${figure(share * 100)} %`;
}

/** Four digits tell 3.02 % from 3 % and do not drown a lead. */
function figure(value: number): string {
  return String(Number(value.toPrecision(value >= 1000 ? 7 : 4)));
}
