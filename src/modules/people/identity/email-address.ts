import { domainToUnicode } from 'node:url';

/**
 * An e-mail address as accounts keep it: compatibility forms unfolded (NFKC, so that full-width letters are plain ones),
 * in lower case, its domain in Unicode. Two spellings that mail servers and people take for one are one account.
 */
export function readEmail(text: string): string {
  const folded = fold(text);
  const at = folded.lastIndexOf('@');
  return at < 1 ? folded : `${folded.slice(0, at)}@${readDomain(folded.slice(at + 1))}`;
}

/** What follows the `@`: punycode (`xn--…`) and the letters it stands for are the same domain. */
export function readDomain(text: string): string {
  const folded = fold(text);
  return domainToUnicode(folded) || folded;
}

function fold(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
}
