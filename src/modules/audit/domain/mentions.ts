/**
 * Finds texts that mention a person. A name in Latin letters counts as a whole word ("Ana" is not in "analysis"); one in
 * other scripts, where words are not set apart or change their endings, wherever it stands.
 */
export class Mentions {
  private readonly patterns: readonly RegExp[];

  /** @param words names and addresses; upper and lower case do not matter */
  constructor(private readonly words: readonly string[]) {
    this.patterns = words.map(patternOf);
  }

  in(text: string): boolean {
    const composed = text.normalize('NFC');
    return this.patterns.some((pattern) => pattern.test(composed));
  }

  /** In lower case and as they stand inside JSON: what a coarse search can look for. */
  get needles(): string[] {
    return this.words.map((word) => JSON.stringify(word.normalize('NFC').toLowerCase()).slice(1, -1));
  }
}

function patternOf(word: string): RegExp {
  const escaped = word.normalize('NFC').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const border = String.raw`[\p{Script=Latin}\p{N}]`;
  const begin = /^[\p{Script=Latin}\p{N}]/u.test(word) ? `(?<!${border})` : '';
  const end = /[\p{Script=Latin}\p{N}]$/u.test(word) ? `(?!${border})` : '';
  return new RegExp(`${begin}${escaped}${end}`, 'iu');
}
