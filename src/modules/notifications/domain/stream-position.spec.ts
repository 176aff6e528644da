import { describe, expect, it } from '@jest/globals';

import { positionId, readPosition } from './stream-position.js';

describe('the place of a reader in his stream', () => {
  it.each(['1795500000000.812:812:', '1795500000000.812:817:812,815'])('reads as it was written: %s', (id) => {
    const position = readPosition(id);
    expect(position && positionId(position)).toBe(id);
  });

  it.each([
    '',
    '7',
    '1795500000000',
    '1795500000000.812:811:',
    '1795500000000.0:0:',
    '1795500000000.812:817:811',
    '1795500000000.812:817:817',
    '1795500000000.812:817:815,815',
    '1795500000000.812:817:816,815',
    "1795500000000.812:817:'; DROP TABLE items",
    `1795500000000.${'9'.repeat(19)}:${'9'.repeat(19)}:`,
  ])('is none that PostgreSQL would refuse: %s', (id) => {
    expect(readPosition(id)).toBeUndefined();
  });
});
