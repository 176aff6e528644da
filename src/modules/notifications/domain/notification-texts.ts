import { type Locale, localise, type Localised, type MessageParams } from '../../../kernel/text/index.js';

/** What a person can be told; the kind is mostly the type of the event it comes from. */
export const NOTIFICATION_TEXTS = {
  'item.opened': {
    en: 'A trigger rule opened {itemKey}: {title}',
    'zh-CN': '触发规则新建了改进项目 {itemKey}:{title}',
  },
  'trigger.reaction_overdue': {
    en: 'Nobody has started on {itemKey} in time: {title}',
    'zh-CN': '{itemKey} 未在规定时间内启动:{title}',
  },
  'item.stage_advanced': {
    en: '{itemKey} “{title}” is now in stage {stage} ({status}).',
    'zh-CN': '{itemKey}“{title}”现处于“{stage}”阶段({status})。',
  },
  'task.assigned': {
    en: 'You owe {itemKey} a task by {dueOn}: {title}',
    'zh-CN': '{itemKey} 有任务指派给您,截止 {dueOn}:{title}',
  },
  'task.due_soon': {
    en: 'Task of {itemKey}, due {dueOn}: {title}',
    'zh-CN': '{itemKey} 的任务将于 {dueOn} 到期:{title}',
  },
  'task.overdue': {
    en: 'Overdue, was due {dueOn}: {title} (task of {itemKey})',
    'zh-CN': '任务已逾期(截止 {dueOn}):{title}({itemKey})',
  },
  'approval.requested': {
    en: '{itemKey} waits for your approval: {title}',
    'zh-CN': '{itemKey} 等待您审批:{title}',
  },
  'approval.approved': {
    en: 'Approved: {title} ({itemKey})',
    'zh-CN': '已批准:{title}({itemKey})',
  },
  'approval.declined': {
    en: 'Declined: {title} ({itemKey})',
    'zh-CN': '已驳回:{title}({itemKey})',
  },
  'occurrence.raised': {
    en: 'Comes round, due {dueOn}: {title}',
    'zh-CN': '周期性工作,截止 {dueOn}:{title}',
  },
  'occurrence.assigned': {
    en: 'Given to you, due {dueOn}: {title} (comes round)',
    'zh-CN': '周期性工作已转交给您,截止 {dueOn}:{title}',
  },
  'occurrence.due_soon': {
    en: 'Due {dueOn}: {title} (comes round)',
    'zh-CN': '周期性工作将于 {dueOn} 到期:{title}',
  },
  'occurrence.overdue': {
    en: 'Overdue, was due {dueOn}: {title} (comes round)',
    'zh-CN': '周期性工作已逾期(截止 {dueOn}):{title}',
  },
  'milestone.due_soon': {
    en: 'Milestone of {itemKey}, due {dueOn}: {title}',
    'zh-CN': '{itemKey} 的里程碑将于 {dueOn} 到期:{title}',
  },
  'milestone.overdue': {
    en: 'Overdue, was due {dueOn}: {title} (milestone of {itemKey})',
    'zh-CN': '里程碑已逾期(截止 {dueOn}):{title}({itemKey})',
  },
  'escalation.raised': {
    en: 'Escalated to you as {step}, still open: {title} ({about} of {itemKey}). Acknowledge it, or get it done.',
    'zh-CN': '因仍未完成,已升级至您({step}):{title}({itemKey} 的{about})。请确认或督促完成。',
  },
  'occurrence.escalated': {
    en: 'Escalated to you as {step}, still open: {title} (comes round). Acknowledge it, or get it done.',
    'zh-CN': '因仍未完成,已升级至您({step}):{title}(周期性工作)。请确认或督促完成。',
  },
  'occurrence.acknowledged': {
    en: 'Acknowledged until {until}: {title} (comes round). {note}',
    'zh-CN': '已确认,承诺至 {until}:{title}(周期性工作)。{note}',
  },
  'escalation.acknowledged': {
    en: 'Acknowledged until {until}: {title} ({itemKey}). {note}',
    'zh-CN': '已确认,承诺至 {until}:{title}({itemKey})。{note}',
  },
  'dead_letter.reported': {
    en: 'Work behind the scenes failed for good and waits for your decision ({count}): {names}',
    'zh-CN': '有 {count} 项后台作业最终失败,等待您处理:{names}',
  },
  'webhook.gave_up': {
    en: 'Messages to other systems were given up and can be sent again ({count}): {names}',
    'zh-CN': '有 {count} 条发往外部系统的消息已放弃,可重新发送:{names}',
  },
  'webhook.stopped': {
    en: 'Webhook “{name}” was stopped: {because}. Nothing is sent there until you set it active again.',
    'zh-CN': 'Webhook“{name}”已停用:{because}。重新启用之前不再发送任何消息。',
  },
  'mail.gave_up': {
    en: 'E-mails to members could not be delivered and were given up ({count}): {names}. What they tell stands in the product all the same.',
    'zh-CN': '有 {count} 封发给成员的邮件无法送达,已放弃:{names}。其内容仍可在系统内查看。',
  },
  'invitation.gave_up': {
    en: 'The e-mails of invitations could not be delivered ({count}), as: {names}. Check the address, and send it again.',
    'zh-CN': '有 {count} 封邀请邮件无法送达(角色:{names})。请核对地址后重新发送。',
  },
} as const satisfies Record<string, Localised>;

export type NotificationKind = keyof typeof NOTIFICATION_TEXTS;

/** The sentence in the reader's language. */
export function textOf(kind: NotificationKind, params: MessageParams, locale: Locale): string {
  return localise(NOTIFICATION_TEXTS[kind], locale, params);
}
