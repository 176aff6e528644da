import type { MessageParams, Localised } from '../../../kernel/text/index.js';

/** What a letter says: the shape that the mail sender renders. */
export interface AccountLetter {
  readonly subject: Localised;
  readonly paragraphs: readonly Localised[];
  readonly link?: { readonly label: Localised; readonly href: string };
  readonly closing?: readonly Localised[];
  readonly params?: MessageParams;
}

const NOT_YOU: Localised = {
  en: 'If you did not expect this letter, you need not do anything.',
  'zh-CN': '如果您并未预期收到此邮件,无需任何操作。',
};

/** @param days how long the link works */
export function invitationLetter(href: string, params: MessageParams & { readonly days: number }): AccountLetter {
  return {
    subject: { en: 'Invitation to {workspace}', 'zh-CN': '邀请您加入{workspace}' },
    paragraphs: [
      { en: 'Hello {name},', 'zh-CN': '{name},您好:' },
      {
        en: '{inviter} invites you to work in "{workspace}" on Shewhart, as {role}.',
        'zh-CN': '{inviter} 邀请您以“{role}”身份加入 Shewhart 工作区“{workspace}”。',
      },
    ],
    link: { label: { en: 'Set a password and join', 'zh-CN': '设置密码并加入' }, href },
    closing: [
      { en: 'The link works once, for {days} days.', 'zh-CN': '该链接仅可使用一次,{days} 天内有效。' },
      NOT_YOU,
    ],
    params,
  };
}

/** @param minutes how long the link works */
export function passwordResetLetter(href: string, params: MessageParams & { readonly minutes: number }): AccountLetter {
  return {
    subject: { en: 'Set a new password', 'zh-CN': '重设密码' },
    paragraphs: [
      {
        en: 'Somebody, probably you, asked for a new password for {email} on Shewhart.',
        'zh-CN': '有人(可能是您本人)申请重设 Shewhart 账户 {email} 的密码。',
      },
    ],
    link: { label: { en: 'Set a new password', 'zh-CN': '重设密码' }, href },
    closing: [
      {
        en: 'The link works once, for {minutes} minutes. Setting a password signs you out everywhere.',
        'zh-CN': '该链接仅可使用一次,{minutes} 分钟内有效。重设密码后,所有设备都将退出登录。',
      },
      NOT_YOU,
    ],
    params,
  };
}

export function passwordChangedLetter(params: MessageParams): AccountLetter {
  return {
    subject: { en: 'Your password was changed', 'zh-CN': '您的密码已更改' },
    paragraphs: [
      {
        en: 'The password of {email} on Shewhart was changed, and its other sessions were ended. API keys go on working: revoke those you do not know.',
        'zh-CN': 'Shewhart 账户 {email} 的密码已更改,其他会话均已结束。API 密钥仍然有效:请撤销您不认识的密钥。',
      },
      {
        en: 'If this was not you, set a new password at once and tell your admin.',
        'zh-CN': '如果不是您本人操作,请立即重设密码并通知管理员。',
      },
    ],
    params,
  };
}

/** @param minutes how long sign-in stays closed */
export function lockedOutLetter(params: MessageParams & { readonly minutes: number }): AccountLetter {
  return {
    subject: { en: 'Sign-in to your account is locked', 'zh-CN': '您的账户登录已被锁定' },
    paragraphs: [
      {
        en: 'There were {failures} wrong passwords in a row for {email} on Shewhart. Sign-in with a password is locked for {minutes} minutes; whoever is signed in stays so.',
        'zh-CN':
          'Shewhart 账户 {email} 连续 {failures} 次密码错误。密码登录已锁定 {minutes} 分钟;已登录的会话不受影响。',
      },
      {
        en: 'If this was you, wait, set a new password by mail, or ask your admin to unlock you. If it was not, your password has held: make sure that it is used nowhere else.',
        'zh-CN':
          '如果是您本人,请等待、通过邮件重设密码,或请管理员解锁。如果不是您本人,说明您的密码未被猜中:请确保未在别处使用该密码。',
      },
    ],
    params,
  };
}
