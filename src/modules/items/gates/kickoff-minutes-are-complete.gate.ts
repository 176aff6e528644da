import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Kickoff } from '../persistence/kickoff.entity.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from './item-gate.js';

/** The ten columns of table 2-1. */
const FIELDS = {
  theme: { en: 'meeting theme', 'zh-CN': '会议主题' },
  attendees: { en: 'attendees', 'zh-CN': '参会人员' },
  heldAt: { en: 'time', 'zh-CN': '时间' },
  place: { en: 'place or online', 'zh-CN': '地点/线上' },
  problem: { en: 'problem description', 'zh-CN': '问题描述' },
  goal: { en: 'optimisation goal', 'zh-CN': '优化目标' },
  divisionOfWork: { en: 'division of work', 'zh-CN': '分工安排' },
  keyNodes: { en: 'key-node plan', 'zh-CN': '关键节点计划' },
  resources: { en: 'resources to coordinate', 'zh-CN': '待协调资源' },
  resolutions: { en: 'resolutions', 'zh-CN': '决议事项' },
} as const satisfies Partial<Record<keyof Kickoff, Localised>>;

const MISSING = { en: 'The kickoff minutes lack: {field}.', 'zh-CN': '启动会议纪要缺少:{field}。' };

@ProvidesGate({ name: 'kickoff-minutes-are-complete', waivable: false, fix: { who: WHO.lead, where: 'kickoff' } })
export class KickoffMinutesAreComplete implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const minutes = await tx.findOneBy(Kickoff, { itemId: item.id, cycle: item.cycle });
    const names = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
    const missing = names.filter((name) => isEmpty(minutes?.[name]));
    return metUnless(
      missing.map((name) => ({ code: `no-${name}`, message: MISSING, params: { field: FIELDS[name] } })),
    );
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
