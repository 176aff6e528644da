import type { Localised } from '../../../kernel/text/index.js';

/** What the product consists of where it runs. `unknown`: it cannot be asked while another part is down. */
export const PARTS = ['database', 'migrations', 'queue', 'relay', 'workers'] as const;
export type Part = (typeof PARTS)[number];
export type PartState = 'up' | 'down' | 'unknown';
export type PartStates = Readonly<Record<Part, PartState>>;

/** Why a part counts as down. Nothing here tells where anything is or how it is reached. */
export const DOWN: Readonly<Record<Part, Localised>> = {
  database: { en: 'The database cannot be reached.', 'zh-CN': '数据库无法访问。' },
  migrations: {
    en: 'The database is not at this version: migrate it.',
    'zh-CN': '数据库版本与程序不一致,请先执行迁移。',
  },
  queue: {
    en: 'The job queue cannot be reached; what people do is kept, and has its effects later.',
    'zh-CN': '任务队列无法访问;用户操作已保存,其后续处理将延迟执行。',
  },
  relay: {
    en: 'Events have waited for more than a minute to be handed to the job queue.',
    'zh-CN': '有事件等待移交任务队列已超过一分钟。',
  },
  workers: { en: 'No process that works jobs was seen lately.', 'zh-CN': '近期未发现任何后台工作进程。' },
};

export function isReady(states: PartStates): boolean {
  return PARTS.every((part) => states[part] === 'up');
}
