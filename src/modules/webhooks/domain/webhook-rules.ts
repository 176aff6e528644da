import type { FieldProblem } from '../../../kernel/errors/index.js';
import { EVENT_PATTERN } from './event-pattern.js';
import type { WebhookFormat } from './webhook-words.js';

const NOT_WEB = {
  en: 'must be an address that begins with https:// or http://',
  'zh-CN': '应为以 https:// 或 http:// 开头的地址',
};
const HAS_USER = { en: 'must not carry a user name or password', 'zh-CN': '不得包含用户名或密码' };
const BAD_PATTERN = { en: 'must be like item.opened, task.* or *', 'zh-CN': '应形如 item.opened、task.* 或 *' };
const NO_EVENTS = { en: 'name at least one kind of event', 'zh-CN': '至少选择一种事件' };
const OWN_SECRET = { en: 'is made by the product for this format', 'zh-CN': '该格式的密钥由系统生成' };

export interface WebhookFacts {
  readonly url: string;
  readonly format: WebhookFormat;
  readonly events: readonly string[];
  /** As given by the person. */
  readonly secret: string | null;
}

/** What is wrong between a webhook’s fields; where its address leads is judged when it is called. */
export function problemsOfWebhook({ url, format, events, secret }: WebhookFacts): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !['http:', 'https:'].includes(address.protocol)) {
    problems.push({ field: 'url', code: 'not_web', message: NOT_WEB });
  } else if (address.username || address.password) {
    problems.push({ field: 'url', code: 'has_user', message: HAS_USER });
  }
  if (events.length === 0) problems.push({ field: 'events', code: 'no_events', message: NO_EVENTS });
  events.forEach((pattern, index) => {
    if (EVENT_PATTERN.test(pattern)) return;
    problems.push({ field: `events.${index}`, code: 'bad_pattern', message: BAD_PATTERN });
  });
  if (format === 'standard' && secret !== null) {
    problems.push({ field: 'secret', code: 'own_secret', message: OWN_SECRET });
  }
  return problems;
}
