import type { FieldProblem } from '../../../kernel/errors/index.js';
import { skeletonOf } from './look-alike-letters.js';

const oneScript = (name: string): RegExp => new RegExp(`^[\\p{Script=${name}}\\p{Mark}]*$`, 'u');

/** Letters that one person writes side by side: Unicode TS 39, section 5.2, "highly restrictive". */
const LETTERS_OF_ONE: readonly RegExp[] = [
  // Without the letters that phoneticians alone use.
  /^[a-zß-öø-žơưǎ-ǜș-țạ-ỹ]*$/u,
  /^[a-z\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]*$/u,
  /^[a-z\p{Script=Han}\p{Script=Hangul}]*$/u,
  /^[a-z\p{Script=Han}\p{Script=Bopomofo}]*$/u,
  ...['Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Ethiopic', 'Thai', 'Lao', 'Khmer'].map(oneScript),
  ...['Myanmar', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu'].map(oneScript),
  ...['Kannada', 'Malayalam', 'Sinhala'].map(oneScript),
]; // prettier-ignore

/** An accent with which no letter of these alphabets is made can only be there to deceive. */
const LOOSE_ACCENT = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]\p{Mark}/u;

const MIXED = {
  en: 'mixes letters of different alphabets, or has signs that nobody writes in addresses',
  'zh-CN': '混用了不同文字的字母,或含有地址中不使用的符号',
};
const DISGUISED = {
  en: 'is written in letters of another alphabet that look like Latin ones',
  'zh-CN': '使用了与拉丁字母外观相同的其他文字字母',
};
const ALIKE = {
  en: 'looks just like another address that is in use',
  'zh-CN': '与另一个正在使用的邮箱外观相同',
};

/**
 * What is wrong with the letters of an address, whoever else has an account: the answer tells nothing about that.
 *
 * @param email as `readEmail` answers it
 */
export function emailProblems(email: string, field = 'email'): FieldProblem[] {
  const at = email.lastIndexOf('@');
  const [local, labels] = [email.slice(0, at), email.slice(at + 1).split('.')];
  if (![local, ...labels].every(isOfOneAlphabet)) return [{ field, code: 'mixed_alphabets', message: MIXED }];
  // Below an end in the same letters, such as Russia's own, they are no disguise.
  const isBelowAscii = isAscii(labels.at(-1) ?? '');
  if (isDisguised(local) || (isBelowAscii && labels.some(isDisguised))) {
    return [{ field, code: 'disguised_letters', message: DISGUISED }];
  }
  return [];
}

/** For an address that is not the one it looks like. Whoever may invite learns no more by it than by inviting that one. */
export function looksAlike(field: string): FieldProblem {
  return { field, code: 'looks_alike', message: ALIKE };
}

/** What the address is mistaken for; null for one in plain ASCII, which is what it seems. */
export function emailSkeleton(email: string): string | null {
  return isAscii(email) ? null : skeletonOf(email);
}

function isOfOneAlphabet(text: string): boolean {
  const letters = text.replaceAll(/[^\P{ASCII}a-z]/gu, '');
  return !LOOSE_ACCENT.test(letters) && LETTERS_OF_ONE.some((alphabet) => alphabet.test(letters));
}

function isDisguised(text: string): boolean {
  const seems = skeletonOf(text);
  if (isAscii(text)) return false;
  // An accented letter of the Latin alphabet is itself; one of another alphabet seems to be it.
  return isAscii(/\p{Script=Latin}/u.test(text) ? seems : seems.normalize('NFD').replaceAll(/\p{Mark}/gu, ''));
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}
