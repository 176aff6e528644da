import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

import { messageTo, wasTaken } from './message.js';
import { nextAttempt } from './retry-plan.js';

const AT = new Date('2026-11-23T04:00:00.250Z');
const telling = {
  id: '01900000-0000-7000-8000-000000000001',
  payload: { type: 'item.opened' },
  sentence: 'CI-1 opened',
};

describe('a message to a webhook', () => {
  it('in the standard format is accepted by the public library, and not when one byte of it changes', () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const now = new Date();
    const { headers, body } = messageTo({ url: 'https://example.test', format: 'standard', secret }, telling, now);
    const library = new Webhook(secret);
    expect(library.verify(body, { ...headers })).toEqual({ type: 'item.opened' });
    expect(() => library.verify(body.replace('opened', 'openeD'), { ...headers })).toThrow('No matching signature');
  });

  it('to Feishu carries timestamp and signature in its body', () => {
    const { body } = messageTo({ url: 'https://f.test', format: 'feishu', secret: 'demo' }, telling, AT);
    expect(JSON.parse(body)).toEqual({
      timestamp: '1795406400',
      sign: 'uNabj8ZMo0gKwPWQ5IgMYs9sQGaB1oUnW5xJBsogIFw=',
      msg_type: 'text',
      content: { text: 'CI-1 opened' },
    });
  });

  it('to DingTalk carries them in its address', () => {
    const receiver = { url: 'https://d.test/robot/send?access_token=a', format: 'dingtalk', secret: 'SEC1' } as const;
    const { url, body } = messageTo(receiver, telling, AT);
    const { searchParams } = new URL(url);
    expect(Object.fromEntries(searchParams)).toEqual({
      access_token: 'a',
      timestamp: '1795406400250',
      sign: 'utPcRLyzHuHD9DUqxJAsK8mmh4R5adw8iyiq18Vromw=',
    });
    expect(JSON.parse(body)).toEqual({ msgtype: 'text', text: { content: 'CI-1 opened' } });
  });

  it('to WeCom is as it is: the key stands in the address', () => {
    const receiver = { url: 'https://w.test/send?key=k', format: 'wecom', secret: null } as const;
    expect(messageTo(receiver, telling, AT)).toMatchObject({ url: receiver.url });
  });

  it('counts as taken by a robot only when the robot says so', () => {
    expect(wasTaken('feishu', '{"code":0,"msg":"success"}')).toBe(true);
    expect(wasTaken('feishu', '{"code":19021,"msg":"sign match fail"}')).toBe(false);
    expect(wasTaken('dingtalk', '{"errcode":310000}')).toBe(false);
    expect(wasTaken('wecom', '{"errcode":0,"errmsg":"ok"}')).toBe(true);
    expect(wasTaken('wecom', '<html>')).toBe(false);
    expect(wasTaken('standard', '')).toBe(true);
  });
});

describe('the plan of retries', () => {
  it('waits longer each time and gives up after the tenth failure, some three days on', () => {
    let at = AT;
    for (let attempts = 1; attempts <= 9; attempts += 1) {
      const next = nextAttempt(attempts, at, 0.5);
      if (next === null) throw new Error(`given up after ${attempts}`);
      expect(next.getTime()).toBeGreaterThan(at.getTime());
      at = next;
    }
    expect((at.getTime() - AT.getTime()) / 3_600_000).toBeCloseTo(75.6, 1);
    expect(nextAttempt(10, at, 0.5)).toBeNull();
  });
});
