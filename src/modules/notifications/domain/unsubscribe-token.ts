import { createHmac, timingSafeEqual } from 'node:crypto';

import { NOTIFICATION_CLASSES, type NotificationClass } from './notification-classes.js';

/** What one click ends: some classes in one workspace, or whatever comes in the digest. */
export type Subscription =
  | { readonly userId: string; readonly workspaceId: string; readonly classes: readonly NotificationClass[] }
  | { readonly userId: string; readonly digest: true };

/**
 * The subscription as a token for an address: readable by anybody, made by nobody without the installation's secret. It
 * does not run out, for letters are opened years later, and can do nothing but end letters.
 */
export function subscriptionToken(secret: string, subscription: Subscription): string {
  const content = Buffer.from(JSON.stringify(subscription)).toString('base64url');
  return `${content}.${sealOf(secret, content)}`;
}

/** What the token is for; undefined for one that we did not make. */
export function readSubscription(secret: string, token: string): Subscription | undefined {
  const [content = '', seal = '', ...rest] = token.split('.');
  const [given, ours] = [Buffer.from(seal), Buffer.from(sealOf(secret, content))];
  if (rest.length > 0 || given.length !== ours.length || !timingSafeEqual(given, ours)) return undefined;
  const subscription = JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as Subscription;
  if ('digest' in subscription) return subscription;
  // Of a class that was renamed since, nothing is left to switch off.
  const classes = subscription.classes.filter((name) => NOTIFICATION_CLASSES.includes(name));
  return { ...subscription, classes };
}

function sealOf(secret: string, content: string): string {
  return createHmac('sha256', secret).update(`unsubscribe:${content}`).digest('base64url');
}
