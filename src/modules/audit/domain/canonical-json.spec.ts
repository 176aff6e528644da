import { describe, expect, it } from '@jest/globals';

import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('has its keys sorted at every depth and no blanks', () => {
    expect(canonicalJson({ b: [1, { z: null, a: true }], a: 'x' })).toBe('{"a":"x","b":[1,{"a":true,"z":null}]}');
  });

  it('sorts keys by UTF-16 code units, as RFC 8785 shows it', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    const keys = Object.keys(JSON.parse(canonicalJson(value)) as object);
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    expect(keys).toHaveLength(7);
  });

  it.each([
    [1e21, '1e+21'],
    [-0, '0'],
    [0.1, '0.1'],
    [333333333.33333329, '333333333.3333333'],
    [1e-27, '1e-27'],
  ])('writes the number %p as ECMAScript does', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('is the same again for what was read from it', () => {
    const text = canonicalJson({ 'zh-CN': '已删除', 'a"b': ['\n', 1.5, {}], empty: [] });
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});
