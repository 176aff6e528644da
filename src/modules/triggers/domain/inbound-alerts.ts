import { createHash } from 'node:crypto';

import type { FieldProblem } from '../../../kernel/errors/index.js';

export const ALERT_SOURCES = ['alertmanager', 'grafana'] as const;
export type AlertSource = (typeof ALERT_SOURCES)[number];

/** One alert of a webhook call. */
export interface Alert {
  readonly fingerprint: string;
  readonly firing: boolean;
  readonly startsAt: Date;
  /** When it ended; only of one that is resolved. */
  readonly endsAt: Date | null;
  readonly title: string;
  readonly summary: string;
  readonly url: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

const MOST = 1_000;
const LONGEST = 2_000;
const NEEDED = { en: 'must be a list of 1 to {max} alerts', 'zh-CN': '应为 1 至 {max} 条告警的列表' };
const NO_OBJECT = { en: 'must be an object', 'zh-CN': '应为对象' };
const BAD_STATUS = { en: 'must be firing or resolved', 'zh-CN': '应为 firing 或 resolved' };
const BAD_START = { en: 'must be an instant, RFC 3339', 'zh-CN': '应为 RFC 3339 时间' };
const BAD_LABELS = { en: 'must be an object of texts', 'zh-CN': '应为文本键值对' };

/**
 * The alerts in the body of a webhook as Alertmanager sends it (its version 4) and Grafana after it: both have `alerts` with
 * status, labels, annotations, startsAt, endsAt, generatorURL and fingerprint. What else stands there is not looked at,
 * since both add to it from release to release.
 */
export function readAlerts(body: unknown): { readonly alerts: Alert[]; readonly problems: FieldProblem[] } {
  const list = isObject(body) ? body['alerts'] : undefined;
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST) {
    return { alerts: [], problems: [problem('alerts', 'list', NEEDED, { max: MOST })] };
  }
  const read = list.map((alert: unknown, index) => readAlert(alert, `alerts.${index}`));
  return {
    alerts: read.flatMap((one) => ('alert' in one ? [one.alert] : [])),
    problems: read.flatMap((one) => ('problems' in one ? one.problems : [])),
  };
}

function readAlert(alert: unknown, place: string): { alert: Alert } | { problems: FieldProblem[] } {
  if (!isObject(alert)) return { problems: [problem(place, 'object', NO_OBJECT)] };
  const { status, startsAt, endsAt, labels, annotations, fingerprint, generatorURL } = alert;
  const start = instantIn(startsAt);
  const problems = [
    ...(status === 'firing' || status === 'resolved' ? [] : [problem(`${place}.status`, 'one_of', BAD_STATUS)]),
    ...(start ? [] : [problem(`${place}.startsAt`, 'instant', BAD_START)]),
    ...(isTexts(labels) ? [] : [problem(`${place}.labels`, 'texts', BAD_LABELS)]),
    ...(annotations === undefined || isTexts(annotations)
      ? []
      : [problem(`${place}.annotations`, 'texts', BAD_LABELS)]),
  ];
  if (problems.length > 0 || !start || !isTexts(labels)) return { problems };
  const notes = isTexts(annotations) ? annotations : {};
  const firing = status === 'firing';
  const title = clean(labels['alertname'] ?? notes['summary'] ?? 'alert', 200);
  return {
    alert: {
      fingerprint: clean(
        typeof fingerprint === 'string' && fingerprint !== '' ? fingerprint : fingerprintOf(labels),
        200,
      ),
      firing,
      startsAt: start,
      endsAt: firing ? null : (instantIn(endsAt) ?? null),
      title,
      summary: clean(notes['summary'] ?? notes['description'] ?? notes['message'] ?? title, LONGEST),
      url: typeof generatorURL === 'string' && /^https?:\/\//.test(generatorURL) ? clean(generatorURL, LONGEST) : null,
      labels: Object.fromEntries(
        Object.entries(labels).map(([name, value]) => [clean(name, 200), clean(value, LONGEST)]),
      ),
    },
  };
}

/** Alertmanager's idea of sameness: the labels, whatever their order. */
function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

/** Alertmanager writes the year 1 for "not yet". */
function instantIn(text: unknown): Date | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 ? undefined : at;
}

/** PostgreSQL stores no NUL. */
function clean(text: string, longest: number): string {
  return text.replaceAll('\0', '').slice(0, longest);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}

function problem(
  field: string,
  code: string,
  message: FieldProblem['message'],
  params: FieldProblem['params'] = {},
): FieldProblem {
  return { field, code, message, params };
}
