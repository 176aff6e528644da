import { describe, expect, it } from '@jest/globals';

import { SealedText } from './sealed-text.js';

const SECRET = 'a secret of at least thirty-two characters';

describe('a sealed text', () => {
  const webhooks = new SealedText(SECRET, 'webhook');

  it('opens again, and looks different each time it is sealed', () => {
    const sealed = webhooks.seal('whsec_abc 密钥');
    expect(webhooks.open(sealed)).toBe('whsec_abc 密钥');
    expect(webhooks.seal('whsec_abc 密钥')).not.toBe(sealed);
  });

  it('opens neither for another purpose, nor with another secret, nor when it was changed', () => {
    const sealed = webhooks.seal('whsec_abc');
    expect(() => new SealedText(SECRET, 'sign-on').open(sealed)).toThrow();
    expect(() => new SealedText(`${SECRET}!`, 'webhook').open(sealed)).toThrow();
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => webhooks.open(changed.toString('base64'))).toThrow();
  });
});
