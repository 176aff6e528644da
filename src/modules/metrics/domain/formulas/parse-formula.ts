import type { Expression, Operator } from './expression.js';
import { FormulaError, type Token, tokensOf } from './tokens.js';

const LONGEST = 500;
/** Parentheses and signs inside one another; the parser calls itself for each. */
const DEEPEST = 50;

const TOO_LONG = { en: 'is longer than {max} characters', 'zh-CN': '超过 {max} 个字符' };
const TOO_DEEP = { en: 'at position {at}: more than {max} levels deep', 'zh-CN': '第 {at} 个字符:嵌套超过 {max} 层' };
const OPERAND_EXPECTED = {
  en: 'at position {at}: a metric, a number or "(" is expected, not {found}',
  'zh-CN': '第 {at} 个字符:此处应为指标、数字或“(”,而不是{found}',
};
const OPERATOR_EXPECTED = {
  en: 'at position {at}: + − × ÷ or the end is expected, not {found}',
  'zh-CN': '第 {at} 个字符:此处应为 + − × ÷ 或公式结尾,而不是{found}',
};
const NOT_CLOSED = { en: 'the "(" at position {at} is never closed', 'zh-CN': '第 {at} 个字符的“(”没有闭合' };
const END = { en: 'the end', 'zh-CN': '结尾' };

/**
 * Reads a formula over metrics: `traffic × conversion × order_value`. × and ÷ bind before + and −, equals from the left.
 *
 * @throws FormulaError that names the place
 */
export function parseFormula(text: string): Expression {
  if (text.length > LONGEST) throw new FormulaError('too_long', TOO_LONG, { max: LONGEST });
  return new Parser(tokensOf(text)).whole();
}

class Parser {
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.sum();
    const token = this.peek();
    if (token.kind !== 'end') throw unexpected('operator_expected', OPERATOR_EXPECTED, token);
    return expression;
  }

  private sum(): Expression {
    return this.chain(['+', '-'], () => this.product());
  }

  private product(): Expression {
    return this.chain(['*', '/'], () => this.operand());
  }

  private chain(operators: readonly Operator[], part: () => Expression): Expression {
    let left = part();
    for (;;) {
      const { kind, at } = this.peek();
      const operator = operators.find((known) => known === kind);
      if (operator === undefined) return left;
      this.next += 1;
      left = { kind: 'operation', operator, left, right: part(), at };
    }
  }

  private operand(): Expression {
    const token = this.peek();
    this.next += 1;
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: token.value };
      case 'metric':
        return token;
      case '-':
        return this.deeper(token.at, () => ({ kind: 'negative', of: this.operand() }));
      case '(':
        return this.deeper(token.at, () => this.inParentheses(token.at));
      case '+':
      case '*':
      case '/':
      case ')':
      case 'end':
        throw unexpected('operand_expected', OPERAND_EXPECTED, token);
    }
  }

  private inParentheses(at: number): Expression {
    const inner = this.sum();
    const token = this.peek();
    if (token.kind === 'end') throw new FormulaError('not_closed', NOT_CLOSED, { at });
    if (token.kind !== ')') throw unexpected('operator_expected', OPERATOR_EXPECTED, token);
    this.next += 1;
    return inner;
  }

  private deeper(at: number, part: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new FormulaError('too_deep', TOO_DEEP, { at, max: DEEPEST });
    const expression = part();
    this.depth -= 1;
    return expression;
  }

  private peek(): Token {
    return this.tokens[this.next] ?? { kind: 'end', at: 0 };
  }
}

function unexpected(code: string, sentence: typeof OPERAND_EXPECTED, token: Token): FormulaError {
  return new FormulaError(code, sentence, { at: token.at, found: foundWords(token) });
}

function foundWords(token: Token) {
  switch (token.kind) {
    case 'end':
      return END;
    case 'number':
      return String(token.value);
    case 'metric':
      return `"${token.code}"`;
    case '+':
    case '-':
    case '*':
    case '/':
    case '(':
    case ')':
      return `"${token.kind}"`;
  }
}
