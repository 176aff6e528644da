import type { Localised } from '../../../kernel/text/index.js';
import type { Delay } from './item-plan.js';

/** Why the finish moves, with `{what}`, `{title}`, `{days}`, `{from}` and `{to}`. */
export const DELAY_SENTENCES: Readonly<Record<Delay['because'], Localised>> = {
  late: {
    en: 'The {what} “{title}” is {days} working day(s) late and moves the finish from {from} to {to}.',
    'zh-CN': '{what}“{title}”已延误 {days} 个工作日,使完成日期由 {from} 推迟至 {to}。',
  },
  standing: {
    en: 'The clock of the {what} “{title}” stands, so far for {days} working day(s), and moves the finish from {from} to {to}.',
    'zh-CN': '{what}“{title}”已停止计时 {days} 个工作日,使完成日期由 {from} 推迟至 {to}。',
  },
  crowded: {
    en: 'The {what} “{title}” is due {days} working day(s) before what it waits for leaves room, and moves the finish from {from} to {to}.',
    'zh-CN': '{what}“{title}”的截止日期比其前置工作所允许的早 {days} 个工作日,使完成日期由 {from} 推迟至 {to}。',
  },
  beyond: {
    en: 'The {what} “{title}” is due after the planned finish and moves it from {from} to {to}.',
    'zh-CN': '{what}“{title}”的截止日期晚于计划完成日期,使其由 {from} 推迟至 {to}。',
  },
};

export const KIND_NAMES: Readonly<Record<'task' | 'milestone' | 'item', Localised>> = {
  item: { en: 'item', 'zh-CN': '项目' },
  task: { en: 'task', 'zh-CN': '任务' },
  milestone: { en: 'milestone', 'zh-CN': '里程碑' },
};
