import { describe, expect, it } from '@jest/globals';

import { mayScrape } from './scrape-access.js';

const HERE = { metricsToken: undefined, publicUrl: 'http://127.0.0.1:3000' };
const WITH_TOKEN = { metricsToken: 'a token for specs', publicUrl: 'https://shewhart.example.test' };

describe('the metrics', () => {
  it.each([
    ['this machine, where the product is for it alone', HERE, {}, '127.0.0.1', 'allowed'],
    ['this machine by IPv6', { ...HERE, publicUrl: 'http://localhost:3000' }, {}, '::1', 'allowed'],
    ['another machine', HERE, {}, '10.0.0.5', 'hidden'],
    ['a proxy on this machine', HERE, { 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1', 'hidden'],
    [
      'this machine, where others use the product',
      { ...HERE, publicUrl: WITH_TOKEN.publicUrl },
      {},
      '127.0.0.1',
      'hidden',
    ],
    [
      'who has the token, from anywhere',
      WITH_TOKEN,
      { authorization: 'Bearer a token for specs' },
      '10.0.0.5',
      'allowed',
    ],
    ['who has another token', WITH_TOKEN, { authorization: 'Bearer a token' }, '127.0.0.1', 'unauthenticated'],
    ['who has none where there is one', WITH_TOKEN, {}, '127.0.0.1', 'unauthenticated'],
  ] as const)('are for %s: %#', (_who, config, headers, remoteAddress, verdict) => {
    expect(mayScrape(config, { headers, remoteAddress })).toBe(verdict);
  });
});
