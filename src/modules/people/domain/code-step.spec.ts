import { describe, expect, it } from '@jest/globals';
import { TOTP, Secret } from 'otpauth';

import { codeAt, stepOfCode } from './code-step.js';

/** The secret of RFC 4226, appendix D, and its first codes. */
const SECRET = Buffer.from('12345678901234567890');
const CODES = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];

describe('the code of a step', () => {
  it('is the one of RFC 4226, appendix D', () => {
    expect(CODES.map((_, step) => codeAt(SECRET, step))).toEqual(CODES);
  });

  it('is the one that an authenticator shows then', () => {
    const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(SECRET).buffer }) });
    const now = new Date('2026-11-18T02:00:10Z');
    const step = now.getTime() / 30_000;
    expect(stepOfCode(SECRET, totp.generate({ timestamp: now.getTime() }), now)).toBe(Math.floor(step));
  });

  it('is taken half a minute early and late, and no more', () => {
    const at = (seconds: number) => new Date(seconds * 1_000);
    expect([31, 60, 119].map((seconds) => stepOfCode(SECRET, CODES[2] ?? '', at(seconds)))).toEqual([2, 2, 2]);
    expect([29, 120].map((seconds) => stepOfCode(SECRET, CODES[2] ?? '', at(seconds)))).toEqual([undefined, undefined]);
  });

  it('is no other text', () => {
    for (const text of ['', '35915', '3591522', '359153', 'abcdef', '３５９１５２']) {
      expect(stepOfCode(SECRET, text, new Date(61_000))).toBeUndefined();
    }
    expect(stepOfCode(SECRET, '359 152', new Date(61_000))).toBe(2);
  });
});
