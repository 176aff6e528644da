import { type Locale, localise, type Localised } from '../../../kernel/text/index.js';

/** What group robots say of an event; of those that are not here they say its type. */
const SENTENCES = {
  'item.opened': { en: '{itemKey} was opened: {title}', 'zh-CN': '新建改进项目 {itemKey}:{title}' },
  'item.stage_advanced': {
    en: '{itemKey} “{title}” moved to stage {stageName} ({statusName}).',
    'zh-CN': '{itemKey}“{title}”进入“{stageName}”阶段({statusName})。',
  },
  'task.assigned': {
    en: 'New task of {itemKey}, due {dueOn}: {title}',
    'zh-CN': '{itemKey} 新任务,截止 {dueOn}:{title}',
  },
  'task.due_soon': {
    en: 'Due {dueOn}: {title} (task of {itemKey})',
    'zh-CN': '任务将于 {dueOn} 到期:{title}({itemKey})',
  },
  'task.overdue': {
    en: 'Overdue, was due {dueOn}: {title} (task of {itemKey})',
    'zh-CN': '任务已逾期(截止 {dueOn}):{title}({itemKey})',
  },
  'milestone.due_soon': {
    en: 'Due {dueOn}: {title} (milestone of {itemKey})',
    'zh-CN': '里程碑将于 {dueOn} 到期:{title}({itemKey})',
  },
  'milestone.overdue': {
    en: 'Overdue, was due {dueOn}: {title} (milestone of {itemKey})',
    'zh-CN': '里程碑已逾期(截止 {dueOn}):{title}({itemKey})',
  },
  'occurrence.due_soon': { en: 'Due {dueOn}: {title} (comes round)', 'zh-CN': '周期性工作将于 {dueOn} 到期:{title}' },
  'occurrence.overdue': {
    en: 'Overdue, was due {dueOn}: {title} (comes round)',
    'zh-CN': '周期性工作已逾期(截止 {dueOn}):{title}',
  },
  'approval.requested': { en: 'Waits for an approval: {title} ({itemKey})', 'zh-CN': '等待审批:{title}({itemKey})' },
  'webhook.tested': { en: 'This is a test message of Shewhart.', 'zh-CN': '这是一条来自 Shewhart 的测试消息。' },
} as const satisfies Record<string, Localised>;

const OTHER: Localised = { en: '{itemKey} {title} · {type}', 'zh-CN': '{itemKey} {title} · {type}' };

/** Longer than robots take; WeCom has the shortest limit, 2,048 bytes. */
const MOST_CHARACTERS = 600;

/** The sentence about an event in one language; a fact that the event does not tell reads as nothing. */
export function sentenceOf(type: string, facts: Readonly<Record<string, unknown>>, locale: Locale): string {
  const template: Localised = (SENTENCES as Record<string, Localised>)[type] ?? OTHER;
  const key = facts['itemKey'] ?? facts['key'];
  const told: Record<string, string | number | Localised> = {};
  for (const [name, fact] of Object.entries({ ...facts, itemKey: key, type })) {
    if (typeof fact === 'string' || typeof fact === 'number' || isLocalised(fact)) told[name] = fact;
  }
  const sentence = localise(template, locale, told).replaceAll(/\{\w+\}/g, '');
  return sentence.trim().slice(0, MOST_CHARACTERS);
}

function isLocalised(fact: unknown): fact is Localised {
  return typeof fact === 'object' && fact !== null && 'en' in fact && 'zh-CN' in fact;
}
