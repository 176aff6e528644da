import type { Localised } from '../../kernel/text/index.js';

/** What a field says when it is refused. */
export const FIELD_MESSAGES = {
  text_length: {
    en: 'must be text of {min} to {max} characters, without NUL',
    'zh-CN': '应为 {min} 至 {max} 个字符的文本,且不含空字符',
  },
  ill_formed: {
    en: 'must be text that can be stored: without NUL and without half characters (unpaired surrogates)',
    'zh-CN': '应为可存储的文本:不含空字符,也不含不成对的代理字符',
  },
  whole_number: { en: 'must be a whole number from {min} to {max}', 'zh-CN': '应为 {min} 到 {max} 之间的整数' },
  number: { en: 'must be a finite number from {min} to {max}', 'zh-CN': '应为 {min} 到 {max} 之间的有限数值' },
  boolean: { en: 'must be true or false', 'zh-CN': '应为 true 或 false' },
  one_of: { en: 'must be one of: {values}', 'zh-CN': '应为以下之一:{values}' },
  local_date: { en: 'must be a day that exists, as YYYY-MM-DD', 'zh-CN': '应为真实存在的日期,格式为 YYYY-MM-DD' },
  instant: {
    en: 'must be a time with its offset, such as 2026-11-30T09:00:00+08:00',
    'zh-CN': '应为带时区偏移的时间,例如 2026-11-30T09:00:00+08:00',
  },
  time_zone: { en: 'must be an IANA time zone, such as Asia/Shanghai', 'zh-CN': '应为 IANA 时区,例如 Asia/Shanghai' },
  email: { en: 'must be an e-mail address', 'zh-CN': '应为电子邮箱地址' },
  id: { en: 'must be an id (UUID)', 'zh-CN': '应为标识符(UUID)' },
  pattern: { en: 'must look like {example}', 'zh-CN': '格式应类似 {example}' },
  object: { en: 'must be an object', 'zh-CN': '应为对象' },
  list: { en: 'must be a list of at most {max}', 'zh-CN': '应为不超过 {max} 项的列表' },
  unknown_field: { en: 'is not a field of this request', 'zh-CN': '不是该请求的字段' },
} as const satisfies Record<string, Localised>;

export type FieldMessageCode = keyof typeof FIELD_MESSAGES;
