import { createHmac } from 'node:crypto';

import type { WebhookFormat } from './webhook-words.js';

/** What is sent: the request’s parts, signed. */
export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a message says: `payload` for machines, `sentence` for people. */
export interface Telling {
  /** The delivery’s. */
  readonly id: string;
  readonly payload: object;
  readonly sentence: string;
}

export interface Receiver {
  readonly url: string;
  readonly format: WebhookFormat;
  /** `whsec_` and base64 for standard, the robot's own for Feishu and DingTalk; WeCom's key stands in its address. */
  readonly secret: string | null;
}

/** Puts together and signs a message in the receiver’s format, at the instant it is sent. */
export function messageTo(receiver: Receiver, telling: Telling, at: Date): Message {
  return BUILDERS[receiver.format](receiver, telling, at);
}

/** Whether what a receiver answered with status 2xx says that it took the message: robots answer 200 to everything. */
export function wasTaken(format: WebhookFormat, answer: string): boolean {
  if (format === 'standard') return true;
  try {
    const told = JSON.parse(answer) as Record<string, unknown>;
    return [told['code'], told['errcode'], told['StatusCode']].some((code) => code === 0);
  } catch {
    return false;
  }
}

type Build = (receiver: Receiver, telling: Telling, at: Date) => Message;

/** Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`. */
const standard: Build = ({ url, secret }, { id, payload }, at) => {
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from((secret ?? '').replace(/^whsec_/, ''), 'base64');
  const signature = hmac(key, `${id}.${timestamp}.${body}`);
  return {
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  };
};

/** Feishu’s custom bot: the key is `timestamp\nsecret`, what is signed is empty. */
const feishu: Build = ({ url, secret }, { sentence }, at) => {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signed = secret === null ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') };
  return json(url, { ...signed, msg_type: 'text', content: { text: sentence } });
};

/** DingTalk’s custom robot: signed in the address, with milliseconds. */
const dingtalk: Build = ({ url, secret }, { sentence }, at) => {
  const signed = new URL(url);
  if (secret !== null) {
    const timestamp = String(at.getTime());
    signed.searchParams.set('timestamp', timestamp);
    signed.searchParams.set('sign', hmac(secret, `${timestamp}\n${secret}`));
  }
  return json(signed.href, { msgtype: 'text', text: { content: sentence } });
};

/** WeCom’s group robot: its key is part of the address. */
const wecom: Build = ({ url }, { sentence }) => json(url, { msgtype: 'text', text: { content: sentence } });

const BUILDERS: Readonly<Record<WebhookFormat, Build>> = { standard, feishu, dingtalk, wecom };

function json(url: string, body: object): Message {
  return { url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function hmac(key: string | Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}
