import type { FieldProblem } from '../../../../kernel/errors/index.js';

export const BAD_TIME = {
  en: '"{at}" is no time that exists (2011-07-01 00:00:01, or with an offset)',
  'zh-CN': '“{at}”不是真实存在的时间(例如 2011-07-01 00:00:01,或带时区偏移)',
};
export const IN_THE_FUTURE = { en: '{at} lies in the future', 'zh-CN': '{at} 是未来的时间' };
export const WRONG_PERIOD = {
  en: '{at} names a whole {named}; this metric is measured by the {period}',
  'zh-CN': '{at} 表示整个周期({named}),而该指标的统计周期为 {period}',
};
export const NOT_A_NUMBER = {
  en: '"{value}" is not a finite number of at most 10¹⁵',
  'zh-CN': '“{value}”不是绝对值不超过 10¹⁵ 的有限数值',
};
export const BAD_DIMENSION = {
  en: 'the value of a dimension must be text of 1 to 100 characters',
  'zh-CN': '维度取值应为 1 至 100 个字符的文本',
};
export const CONTRADICTION = {
  en: '{at} has the value {value} here and {other} at {place}, for one and the same period',
  'zh-CN': '同一周期的值不一致:{at} 此处为 {value},而 {place} 为 {other}',
};
export const ROWS_MISSING = {
  en: 'has {count} row(s) instead of {expected}: the upload was cut off',
  'zh-CN': '共 {count} 行,应为 {expected} 行:上传内容不完整',
};
export const CUT_OFF = {
  en: 'the upload was cut off here; nothing was loaded',
  'zh-CN': '上传在此处中断,未载入任何数据',
};

export function rowProblem(
  field: string,
  code: string,
  message: FieldProblem['message'],
  params: FieldProblem['params'],
): FieldProblem {
  return { field, code, message, params };
}

/** What was sent, short enough to be shown. */
export function quoted(said: unknown): string {
  return (typeof said === 'string' ? said : (JSON.stringify(said) ?? '')).slice(0, 40);
}
