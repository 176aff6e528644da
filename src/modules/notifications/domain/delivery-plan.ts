import { ALWAYS_ON, type EmailChoice, type NotificationClass } from './notification-classes.js';
import { choicesIn, type NotificationSettings } from './notification-settings.js';
import { nextDigest, outsideQuiet } from './quiet-hours.js';

/** Where a notification goes beside the list in the product. */
export const CHANNELS = ['email'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `dropped`: by the time of sending there was a reason not to. `failed`: the mail server would not take it. */
export const DELIVERY_STATES = ['waiting', 'sent', 'dropped', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery was dropped. */
export const DROP_REASONS = [
  'switched_off',
  'already_read',
  'not_visible',
  'address_changed',
  'no_mail_server',
  'nothing_to_say',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What is told to one person within so long is one letter. */
export const BATCH_MS = 2 * 60_000;

export interface Reader {
  readonly settings: NotificationSettings;
  /** IANA, of quiet hours and digest. */
  readonly zone: string;
}

export interface DeliveryPlan {
  readonly choice: EmailChoice;
  readonly dueAt: Date;
}

/** How and when e-mail tells a person of something of that class, told in that workspace now. */
export function planDelivery(name: NotificationClass, reader: Reader, workspaceId: string, now: Date): DeliveryPlan {
  const { settings, zone } = reader;
  const choice = choicesIn(settings, workspaceId)[name];
  if (choice === 'off') return { choice, dueAt: now };
  const usual = choice === 'digest' ? nextDigest(now, settings.digestAt, zone) : new Date(now.getTime() + BATCH_MS);
  return { choice, dueAt: name === ALWAYS_ON ? usual : outsideQuiet(usual, settings.quietHours, zone) };
}

/** What is known of a delivery when its letter is written. */
export interface Prospect {
  readonly class: NotificationClass;
  readonly isVisible: boolean;
  readonly isRead: boolean;
}

/** Why it is not told after all; null when it is. */
export function reasonToDrop(
  prospect: Prospect,
  settings: NotificationSettings,
  workspaceId: string,
): DropReason | null {
  if (!prospect.isVisible) return 'not_visible';
  if (prospect.isRead) return 'already_read';
  return choicesIn(settings, workspaceId)[prospect.class] === 'off' ? 'switched_off' : null;
}
