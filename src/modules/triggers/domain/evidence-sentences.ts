import type { Localised } from '../../../kernel/text/index.js';
import type { Condition } from './rule-words.js';

/** Which sentence is said of what fired. */
export type SentenceName = 'counted' | 'unusual' | 'plotted' | 'pattern' | 'late' | 'coverage' | 'feedback';

export const SENTENCES: Record<Condition, SentenceName> = {
  worse_than_target: 'counted',
  worse_than_baseline: 'counted',
  beyond_control_limits: 'counted',
  beyond_threshold: 'counted',
  clear_decline: 'counted',
  unusual_for_hour: 'unusual',
  control_chart: 'plotted',
  late_data: 'late',
  low_coverage: 'coverage',
  feedback_concentration: 'feedback',
};

export const FIRED: Record<SentenceName, Localised> = {
  counted: {
    en: '{metric} was {side} {limit} on {count} of {m} {periods}, {span}{stable}: {points}.{events}{volume}',
    'zh-CN': '{metric}在 {m} 个{periods}中有 {count} 个{side}{limit}({span}){stable}:{points}。{events}{volume}',
  },
  unusual: {
    en: '{metric} was unusually {extreme} for the hour of the week on {last}{stable}: {points}, where {usual} is usual.{events}{volume}',
    'zh-CN': '{metric}于 {last} 在每周同一时段中异常{extreme}{stable}:{points},通常为 {usual}。{events}{volume}',
  },
  plotted: {
    en: '{plot} was {side} its {bound} limit of {limit} on {last}{stable}: {points}.{events}{volume}',
    'zh-CN': '{plot}于 {last} {side}{bound}控制限 {limit}{stable}:{points}。{events}{volume}',
  },
  pattern: {
    en: '{metric} shows what noise alone rarely does on {last} ({patterns}){stable}: {points}.{events}{volume}',
    'zh-CN': '{metric}于 {last} 出现非随机波动({patterns}){stable}:{points}。{events}{volume}',
  },
  late: {
    en: '{metric} had no value in time for {count} {periods}, {span}{stable}.',
    'zh-CN': '{metric}有 {count} 个{periods}的数据未按时到达({span}){stable}。',
  },
  coverage: {
    en: 'Only {share} % of the last {m} {periods} of {metric} have a value, to {last}; {limit} % are expected.',
    'zh-CN': '截至 {last},{metric}最近 {m} 个{periods}中仅 {share} % 有数据,应达到 {limit} %。',
  },
  feedback: {
    en: '{count} reports on {metric} within {m} {periods}, {span}; {limit} are the limit: {points}.',
    'zh-CN': '{metric}在 {m} 个{periods}内({span})收到 {count} 条反馈,界限为 {limit} 条:{points}。',
  },
};

export const GOES_ON: Localised = {
  en: '{metric} was again {side} {limit}: {points}.{events}',
  'zh-CN': '{metric}继续{side}{limit}:{points}。{events}',
};
export const GOES_ON_OTHERWISE: Localised = { en: 'Still so: {sentence}', 'zh-CN': '持续:{sentence}' };
export const RECOVERED: Localised = {
  en: '{metric} has recovered: {r} healthy {periods} in succession, to {last}.',
  'zh-CN': '{metric}已恢复:截至 {last} 连续 {r} 个{periods}正常。',
};
export const FLAPPED: Localised = {
  en: 'It has fired {f} times within {w} {periods} and is muted until it has been well for as long. {sentence}',
  'zh-CN': '{w} 个{periods}内已触发 {f} 次,在稳定同样时长之前不再重复提示。{sentence}',
};
export const TITLE: Record<SentenceName, Localised> = {
  counted: {
    en: '{metric} {side} {limit} in {count} of {m} {periods}',
    'zh-CN': '{metric}在 {m} 个{periods}中有 {count} 个{side}{limit}',
  },
  unusual: { en: '{metric} is unusually {extreme} for the hour', 'zh-CN': '{metric}在该时段异常{extreme}' },
  plotted: { en: '{metric} has shifted {side} its usual level', 'zh-CN': '{metric}已持续{side}正常水平' },
  pattern: { en: '{metric} no longer varies by chance alone', 'zh-CN': '{metric}的波动已非随机' },
  late: { en: '{metric}: data are late', 'zh-CN': '{metric}:数据迟到' },
  coverage: { en: '{metric}: too few data', 'zh-CN': '{metric}:数据覆盖率不足' },
  feedback: { en: 'Feedback concentrates on {metric}', 'zh-CN': '反馈集中于{metric}' },
};

export const STABLE: Localised = { en: ', after {stable} stable {periods}', 'zh-CN': ',此前稳定 {stable} 个{periods}' };
export const EVENTS: Localised = { en: ' In these {periods}: {names}.', 'zh-CN': ' 期间事件:{names}。' };
export const VOLUME: Localised = {
  en: ' Only {periods} of {min} {denominator} or more were judged.',
  'zh-CN': ' 仅判断{denominator}不少于 {min} 的{periods}。',
};
export const SEASON: Localised = {
  en: ' Its season of {length} {periods} was taken out first.',
  'zh-CN': ' 已先剔除长度为 {length} 的季节性。',
};
export const SPREAD: Localised = {
  en: ' Its {periods} differ {times} times as much as by chance alone, and its limits are as much wider (Laney).',
  'zh-CN': ' 各{periods}的差异为纯随机波动的 {times} 倍,控制限已相应放宽(Laney)。',
};
export const OF_SIZE: Localised = {
  en: '{value} (for {size} {denominator})',
  'zh-CN': '{value}({size} {denominator})',
};
export const POINTS: Localised = { en: 'points', 'zh-CN': '数据点数' };
export const NOTHING: Localised = { en: '', 'zh-CN': '' };
