import type { Localised } from '../text/localised.js';

interface ErrorCodeEntry {
  readonly status: number;
  readonly message: Localised;
}

/**
 * Every refusal the product knows: its stable code, its HTTP status and its sentence in each language. One table, so a
 * code without a status or without a language does not compile. Codes never change once published.
 */
export const ERROR_CODES = {
  malformed_json: { status: 400, message: { en: 'The body is not valid JSON.', 'zh-CN': '请求体不是合法的 JSON。' } },
  unreadable_request: {
    status: 400,
    message: { en: 'This is not an HTTP request.', 'zh-CN': '这不是合法的 HTTP 请求。' },
  },
  invalid_fields: {
    status: 400,
    message: { en: '{count} field(s) are not acceptable.', 'zh-CN': '有 {count} 个字段不符合要求。' },
  },
  invalid_rows: {
    status: 400,
    message: {
      en: '{count} row(s) are not acceptable; nothing was loaded.',
      'zh-CN': '有 {count} 行不符合要求,未载入任何数据。',
    },
  },
  invalid_cursor: { status: 400, message: { en: 'The cursor is not valid here.', 'zh-CN': '分页游标无效。' } },
  identity_refused: {
    status: 400,
    message: { en: 'Accounts and sessions: {reason}', 'zh-CN': '账户与会话:{reason}' },
  },
  unauthenticated: { status: 401, message: { en: 'Sign in first.', 'zh-CN': '请先登录。' } },
  invalid_credentials: {
    status: 401,
    message: { en: 'The e-mail address or the password is wrong.', 'zh-CN': '电子邮箱或密码错误。' },
  },
  second_factor_wrong: {
    status: 401,
    message: { en: 'This code is wrong, or was used before.', 'zh-CN': '验证码错误或已使用过。' },
  },
  sso_failed: {
    status: 401,
    message: {
      en: 'Signing in with your company did not work out: begin again.',
      'zh-CN': '企业单点登录未成功,请重新开始。',
    },
  },
  sso_email_unverified: {
    status: 403,
    message: {
      en: 'Your company does not vouch for your e-mail address.',
      'zh-CN': '贵公司的身份提供方未验证您的电子邮箱。',
    },
  },
  sso_email_refused: {
    status: 403,
    message: {
      en: 'Your e-mail address has letters that could be taken for others: no account is made for it.',
      'zh-CN': '您的电子邮箱含有易与其他字母混淆的字符,无法据此创建账户。',
    },
  },
  sso_not_admitted: {
    status: 403,
    message: {
      en: 'Your company signed you in, but none of your groups or your address has a place in this workspace.',
      'zh-CN': '贵公司已验证您的身份,但您的用户组或邮箱在本工作区没有对应的角色。',
    },
  },
  sso_not_linked: {
    status: 403,
    message: {
      en: 'There is an account with your address that this company may not speak for: sign in with its password.',
      'zh-CN': '已存在使用该邮箱的账户,贵公司无权代其登录:请使用密码登录。',
    },
  },
  session_confined: {
    status: 403,
    message: {
      en: 'This session was opened by one workspace’s provider and opens that workspace alone.',
      'zh-CN': '此会话由某一工作区的身份提供方开启,仅可访问该工作区。',
    },
  },
  second_factor_required: {
    status: 403,
    message: {
      en: 'Your workspace requires a second factor: enrol one first (POST /api/v1/auth/two-factor/enable).',
      'zh-CN': '您的工作区要求启用双重验证:请先登记(POST /api/v1/auth/two-factor/enable)。',
    },
  },
  forbidden: {
    status: 403,
    message: { en: 'Your role ({role}) may not do this.', 'zh-CN': '您的角色({role})无权执行此操作。' },
  },
  not_yours: {
    status: 403,
    message: { en: 'Only {who} may do this.', 'zh-CN': '只有{who}可以执行此操作。' },
  },
  scope_missing: {
    status: 403,
    message: { en: 'This API key lacks the scope {scope}.', 'zh-CN': '该 API 密钥缺少权限范围 {scope}。' },
  },
  session_required: {
    status: 403,
    message: {
      en: 'No API key may do this: sign in with your password.',
      'zh-CN': 'API 密钥不能执行此操作:请使用密码登录。',
    },
  },
  cross_site: {
    status: 403,
    message: {
      en: 'A page of another site may not do this.',
      'zh-CN': '不允许其他网站的页面执行此操作。',
    },
  },
  presence_refused: {
    status: 403,
    message: {
      en: 'This does not prove that it is you; nothing was changed.',
      'zh-CN': '无法确认是您本人,未作任何更改。',
    },
  },
  signature_not_possible: {
    status: 403,
    message: {
      en: 'Only a person who is signed in can sign; an API key cannot.',
      'zh-CN': '只有已登录的本人可以签署,API 密钥不能签署。',
    },
  },
  not_found: { status: 404, message: { en: 'There is no such {what}.', 'zh-CN': '找不到该{what}。' } },
  request_too_slow: {
    status: 408,
    message: { en: 'The request did not arrive in time.', 'zh-CN': '请求未能及时送达。' },
  },
  illegal_transition: {
    status: 409,
    message: {
      en: '"{transition}" is not possible: the item is in stage {stage} and {status}.',
      'zh-CN': '无法执行“{transition}”:项目处于“{stage}”阶段,状态为“{status}”。',
    },
  },
  illegal_state: {
    status: 409,
    message: { en: '{what} cannot go from {from} to {to}.', 'zh-CN': '{what}不能从“{from}”变为“{to}”。' },
  },
  item_not_open: {
    status: 409,
    message: { en: 'The item is {status}; its records are fixed.', 'zh-CN': '项目状态为“{status}”,记录不可再改。' },
  },
  wrong_stage: {
    status: 409,
    message: {
      en: 'This belongs to stage {expected}; the item is in {stage}.',
      'zh-CN': '此操作属于“{expected}”阶段,项目目前处于“{stage}”。',
    },
  },
  already_exists: { status: 409, message: { en: 'This {what} exists already.', 'zh-CN': '该{what}已存在。' } },
  conflict: { status: 409, message: { en: '{reason}', 'zh-CN': '{reason}' } },
  idempotency_key_reused: {
    status: 409,
    message: {
      en: 'This Idempotency-Key was used for another request.',
      'zh-CN': '该 Idempotency-Key 已用于另一个请求。',
    },
  },
  idempotency_in_progress: {
    status: 409,
    message: {
      en: 'The first request with this Idempotency-Key is still running.',
      'zh-CN': '使用该 Idempotency-Key 的首个请求仍在执行。',
    },
  },
  idempotency_outcome_lost: {
    status: 409,
    message: {
      en: 'The first request with this Idempotency-Key succeeded, but its answer was lost: read the resource.',
      'zh-CN': '使用该 Idempotency-Key 的首个请求已成功,但响应已丢失:请直接读取资源。',
    },
  },
  link_used: {
    status: 410,
    message: { en: 'This link was used or has expired.', 'zh-CN': '该链接已使用或已过期。' },
  },
  stale_version: {
    status: 412,
    message: {
      en: 'Somebody changed this in the meantime: read it again.',
      'zh-CN': '内容已被他人修改,请重新读取。',
    },
  },
  body_too_large: {
    status: 413,
    message: { en: 'The body is larger than {limit} bytes.', 'zh-CN': '请求体超过 {limit} 字节。' },
  },
  unsupported_media_type: {
    status: 415,
    message: { en: 'This content type is not accepted here.', 'zh-CN': '不接受该内容类型。' },
  },
  content_mismatch: {
    status: 415,
    message: {
      en: 'The body is {found}, not the {expected} that it is sent as.',
      'zh-CN': '内容是{found},与声明的 {expected} 不符。',
    },
  },
  content_encoded: {
    status: 415,
    message: {
      en: 'A body in Content-Encoding "{encoding}" is not taken: send it as it is.',
      'zh-CN': '不接受 Content-Encoding 为“{encoding}”的请求体:请直接发送未压缩的内容。',
    },
  },
  unknown_charset: {
    status: 415,
    message: {
      en: 'Text in "{charset}" is not read here: send UTF-8, UTF-16 or GB18030 (GBK), and name it in the Content-Type.',
      'zh-CN': '不支持编码“{charset}”:请使用 UTF-8、UTF-16 或 GB18030(GBK),并在 Content-Type 中注明。',
    },
  },
  json_not_utf8: {
    status: 400,
    message: {
      en: 'JSON must be UTF-8 (RFC 8259); this body is {encoding}.',
      'zh-CN': 'JSON 必须采用 UTF-8 编码(RFC 8259),该请求体为{encoding}。',
    },
  },
  workbook_refused: { status: 422, message: { en: 'The workbook {reason}.', 'zh-CN': '工作簿{reason}。' } },
  gates_unmet: {
    status: 422,
    message: {
      en: '"{transition}" is blocked by {count} unmet gate(s).',
      'zh-CN': '“{transition}”被 {count} 个未满足的关卡阻止。',
    },
  },
  signature_needed: {
    status: 422,
    message: {
      en: 'This must be signed: send `signature` with your password or a second-factor code, and what it means.',
      'zh-CN': '此操作须签署:请在 signature 中再次提供密码或双重验证码,并说明签署含义。',
    },
  },
  too_little_data: {
    status: 422,
    message: {
      en: 'At least {needed} closed periods with a value are needed; there are {found}.',
      'zh-CN': '至少需要 {needed} 个有数值的已结束周期,目前有 {found} 个。',
    },
  },
  precondition_required: {
    status: 428,
    message: {
      en: 'Send the version you read in If-Match.',
      'zh-CN': '请在 If-Match 中提供所读取的版本。',
    },
  },
  headers_too_large: {
    status: 431,
    message: { en: 'The address and headers are too long.', 'zh-CN': '请求地址与请求头过长。' },
  },
  too_many_attempts: {
    status: 429,
    message: {
      en: 'Too many wrong attempts in a row: try again in {minutes} minutes.',
      'zh-CN': '连续多次验证失败,请在 {minutes} 分钟后重试。',
    },
  },
  too_many_streams: {
    status: 429,
    message: {
      en: 'You have {limit} streams open here already: close one first.',
      'zh-CN': '您已打开 {limit} 个实时连接,请先关闭其中一个。',
    },
  },
  too_many_requests: {
    status: 429,
    message: { en: 'Too many requests: try again in {seconds} s.', 'zh-CN': '请求过多,请在 {seconds} 秒后重试。' },
  },
  internal_error: {
    status: 500,
    message: {
      en: 'Something went wrong on our side; the log has the request id.',
      'zh-CN': '服务内部出错;日志中可按请求编号查找。',
    },
  },
  sso_unavailable: {
    status: 503,
    message: {
      en: 'The identity provider cannot be reached, or does not answer as one: try again later.',
      'zh-CN': '身份提供方无法访问或响应异常,请稍后重试。',
    },
  },
  unavailable: {
    status: 503,
    message: { en: 'The database is not reachable; try again.', 'zh-CN': '数据库暂不可用,请重试。' },
  },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;
