import { describe, expect, it } from '@jest/globals';

import { readEmail } from '../identity/email-address.js';
import { emailProblems, emailSkeleton } from './email-letters.js';

const codes = (email: string): string[] => emailProblems(readEmail(email)).map(({ code }) => code);

describe('the letters of an address', () => {
  it.each([
    'ana.o-neil+quality_1@example.test',
    'JOSÉ@example.test',
    'ＡＮＡ@example.test',
    'łukasz@example.test',
    'ışık@example.com.tr',
    'nguyễn.văn@example.test',
    '王伟@例子.公司',
    'wang王伟@example.test',
    'たなか@example.test',
    'иван.петров@почта.рф',
    'о.петров@example.test',
    'νίκος@example.test',
    'नमस्ते@example.test',
    'ana@xn--bcher-kva.example',
    'иван@сор.рф',
  ])('are let through in %s', (email) => {
    expect(codes(email)).toEqual([]);
  });

  it.each([
    ['a Cyrillic а among Latin letters', 'аna@example.test'],
    ['a Greek ο among Latin letters', 'bοb@example.test'],
    ['a Cyrillic letter in the domain', 'ana@exаmple.test'],
    ['the same written as punycode', 'ana@xn--exmple-4nf.test'],
    ['Cyrillic beside Greek', 'иванν@example.test'],
    ['an invisible letter', 'a\u200bna@example.test'],
    ['a mark that turns the direction', 'a\u202ena@example.test'],
    ['a soft hyphen', 'a\u00adna@example.test'],
    ['an accent of its own', 'ana\u0332@example.test'],
    ['a letter of phoneticians', 'ɑna@example.test'],
    ['a picture', '😀ana@example.test'],
    ['digits of another script', 'ana\u0661@example.test'],
  ])('are refused: %s', (_, email) => {
    expect(codes(email)).toEqual(['mixed_alphabets']);
  });

  it.each([
    ['Cyrillic alone', 'раураӏ@example.test'],
    ['a Cyrillic domain below com', 'ana@аррӏе.com'],
    ['the same written as punycode', 'ana@xn--80ak6aa92e.com'],
    ['Greek alone', 'ανο@example.test'],
    ['Armenian alone', 'հոսօ@example.test'],
    ['the letter i without its dot', 'lınus@example.test'],
  ])('are refused where all of them look like Latin ones: %s', (_, email) => {
    expect(codes(email)).toEqual(['disguised_letters']);
  });

  it('fold to what two addresses look like', () => {
    expect(emailSkeleton(readEmail('ana@example.test'))).toBeNull();
    expect(emailSkeleton('カ@example.test')).toBe(emailSkeleton('力@example.test'));
    expect(emailSkeleton('ışık@example.test')).toBe(emailSkeleton('işık@example.test'));
    expect(emailSkeleton('josé@example.test')).not.toBe(emailSkeleton('jose@example.test'));
  });
});
