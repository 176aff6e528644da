import type { Localised } from '../../../kernel/text/index.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses after each failed attempt, as the Standard Webhooks specification proposes: given up after some three days. */
const PAUSES_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/** A receiver to which nothing has got through for so long is left alone until somebody looks at it. */
export const STOP_AFTER_MS = 5 * 24 * HOUR;

/** Why a receiver is left alone. */
export const STOP_REASONS = {
  gone: { en: 'the receiver answered 410: it is gone', 'zh-CN': '接收方返回 410,已不存在' },
  silent: { en: 'nothing has arrived for five days', 'zh-CN': '连续五天没有任何消息送达' },
} as const satisfies Record<string, Localised>;

/**
 * When to try again after the `attempts`th failure; null when it is given up.
 *
 * @param spread 0 to 1: shifts the pause by up to a tenth either way, so that those who failed together do not all come
 *   back at the same moment
 */
export function nextAttempt(attempts: number, failedAt: Date, spread: number): Date | null {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? null : new Date(failedAt.getTime() + pause * (0.9 + 0.2 * spread));
}
