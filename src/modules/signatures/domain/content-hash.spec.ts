import { describe, expect, it } from '@jest/globals';

import { contentHash } from './content-hash.js';

describe('the hash of a signed record', () => {
  it('is the one that everybody else computes: FIPS 180-4, the message "abc"', () => {
    expect(contentHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('is taken of the text in UTF-8', () => {
    expect(contentHash('中')).toBe('a567bdaa11367f260f0708391f4d10766b5962f565d9e432f17981a3584fe1e2');
  });
});
