import { domainToUnicode } from 'node:url';

/**
 * An e-mail address as accounts keep it: compatibility forms unfolded (NFKC, so that full-width letters are plain ones),
 * in lower case, its domain in Unicode. Two spellings that mail servers and people take for one are one account.
 */
export function readEmail(text: string): string {
  const folded = text.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
  const at = folded.lastIndexOf('@');
  if (at < 1) return folded;
  const domain = folded.slice(at + 1);
  // Punycode (`xn--…`) and the letters it stands for are the same domain.
  return `${folded.slice(0, at)}@${domainToUnicode(domain) || domain}`;
}
