import type { FieldProblem } from '../../../kernel/errors/index.js';

/** Characters. NIST SP 800-63B asks for length instead of kinds of characters. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
const DIFFERENT_MIN = 5;

const OWN_ADDRESS = { en: 'must not be your e-mail address or name', 'zh-CN': '不能是您的电子邮箱或姓名' };
const TOO_UNIFORM = {
  en: 'must have at least {count} different characters',
  'zh-CN': '至少应包含 {count} 个不同的字符',
};

/**
 * What is wrong with a password beside its length, which the body's class checks: that it is what everybody knows of the
 * person, once or repeated, or hardly more than one key held down.
 */
export function passwordProblems(
  password: string,
  person: { readonly email: string; readonly name: string },
  field = 'password',
): FieldProblem[] {
  const { email, name } = person;
  const known = [email, email.slice(0, email.lastIndexOf('@')), name].map(plain).filter((text) => text !== '');
  const given = plain(password);
  if (known.some((text) => given.replaceAll(text, '') === '')) {
    return [{ field, code: 'own_address', message: OWN_ADDRESS }];
  }
  if (new Set(password).size < DIFFERENT_MIN) {
    return [{ field, code: 'too_uniform', message: TOO_UNIFORM, params: { count: DIFFERENT_MIN } }];
  }
  return [];
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
}
