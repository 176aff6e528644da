import { describe, expect, it } from '@jest/globals';

import { doublesParameter, integersParameter, textsParameter } from './array-parameters.js';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

// As PostgreSQL 18 sends them itself (array_send), which reads what it writes.
describe('arrays in the binary format of PostgreSQL', () => {
  it('say how many elements there are, of which type, and each with its length', () => {
    expect(doublesParameter(Float64Array.of(1.5, -0.25))).toEqual(
      bytes('00000001 00000000 000002bd 00000002 00000001 00000008 3ff8000000000000 00000008 bfd0000000000000'),
    );
    expect(integersParameter(Int32Array.of(7, -1))).toEqual(
      bytes('00000001 00000000 00000017 00000002 00000001 00000004 00000007 00000004 ffffffff'),
    );
  });

  it('count the bytes of a text, not its characters', () => {
    expect(textsParameter(['', 'a', '中'])).toEqual(
      bytes('00000001 00000000 00000019 00000003 00000001 00000000 00000001 61 00000003 e4b8ad'),
    );
  });

  it('have no dimension when they are empty', () => {
    expect(textsParameter([])).toEqual(bytes('00000000 00000000 00000019'));
  });
});
