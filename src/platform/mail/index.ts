export * from './letter.js';
export * from './mail-composer.js';
export * from './mail-sender.js';
export { Mail, type MailState } from './mail.entity.js';
export * from './mail.module.js';
export * from './mailbox.js';
