import type { NotificationKind } from './notification-texts.js';

/** What a person chooses about: kinds of news that he wants to be told of in the same way. */
export const NOTIFICATION_CLASSES = ['assignments', 'deadlines', 'progress', 'escalations'] as const;
export type NotificationClass = (typeof NOTIFICATION_CLASSES)[number];

/** The class of every kind. A kind without one does not compile. */
export const CLASS_OF: Readonly<Record<NotificationKind, NotificationClass>> = {
  'task.assigned': 'assignments',
  'task.due_soon': 'deadlines',
  'task.overdue': 'deadlines',
  'milestone.due_soon': 'deadlines',
  'milestone.overdue': 'deadlines',
  'approval.requested': 'assignments',
  'approval.approved': 'progress',
  'approval.declined': 'assignments',
  'occurrence.raised': 'assignments',
  'occurrence.assigned': 'assignments',
  'occurrence.due_soon': 'deadlines',
  'occurrence.overdue': 'deadlines',
  'item.opened': 'progress',
  'item.stage_advanced': 'progress',
  'trigger.reaction_overdue': 'escalations',
  'escalation.raised': 'escalations',
  'occurrence.escalated': 'escalations',
  'occurrence.acknowledged': 'progress',
  'escalation.acknowledged': 'progress',
  'dead_letter.reported': 'escalations',
  'webhook.gave_up': 'escalations',
  'webhook.stopped': 'escalations',
  'mail.gave_up': 'escalations',
  'invitation.gave_up': 'escalations',
};

/** How e-mail tells of a class. In the product itself everything is always told. */
export const EMAIL_CHOICES = ['immediately', 'digest', 'off'] as const;
export type EmailChoice = (typeof EMAIL_CHOICES)[number];

export type EmailChoices = Readonly<Record<NotificationClass, EmailChoice>>;

/** The class that cannot be switched off or put off: somebody above waits for an answer. */
export const ALWAYS_ON: NotificationClass = 'escalations';

export const DEFAULT_CHOICES: EmailChoices = {
  assignments: 'immediately',
  deadlines: 'digest',
  progress: 'digest',
  escalations: 'immediately',
};
