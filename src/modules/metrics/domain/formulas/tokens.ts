import type { Localised, MessageParams } from '../../../../kernel/text/index.js';

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'metric'; readonly code: string; readonly at: number }
  | { readonly kind: '+' | '-' | '*' | '/' | '(' | ')' | 'end'; readonly at: number };

/** Why a formula cannot be read, and where: from 1. */
export class FormulaError extends Error {
  constructor(
    readonly code: string,
    readonly sentence: Localised,
    readonly params: MessageParams,
  ) {
    super(code);
    this.name = 'FormulaError';
  }
}

const UNKNOWN_CHARACTER = {
  en: 'at position {at}: "{found}" has no place in a formula (metric codes, numbers, + − × ÷ and parentheses)',
  'zh-CN': '第 {at} 个字符:公式中不能使用“{found}”(仅限指标编码、数字、+ − × ÷ 与括号)',
};

// A code that begins with a letter stands for itself: `cpc.exchange-2` is one code, `a - b` a difference. Any other code
// stands in brackets: `[2nd_visit]`.
const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![a-z0-9_.])|([a-z][a-z0-9_.-]*)|\[([a-z0-9][a-z0-9_.-]{0,99})\]|([+*/()×÷−-]))/y;
const SAME = { '×': '*', '÷': '/', '−': '-' } as const;

/** @throws FormulaError at the first character that belongs to nothing */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let end = 0; ; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (!match) {
      const at = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
      if (at < text.length) {
        const found = [...text.slice(at)][0] ?? '';
        throw new FormulaError('unknown_character', UNKNOWN_CHARACTER, { at: at + 1, found });
      }
      return [...tokens, { kind: 'end', at: text.length + 1 }];
    }
    const [whole, number, code, bracketed, sign = ''] = match;
    const at = match.index + (/^\s*/.exec(whole)?.[0].length ?? 0) + 1;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number), at });
    else if (code !== undefined || bracketed !== undefined)
      tokens.push({ kind: 'metric', code: code ?? bracketed ?? '', at });
    else tokens.push({ kind: (SAME[sign as keyof typeof SAME] ?? sign) as '+' | '(', at });
  }
}
