import { describe, expect, it } from '@jest/globals';

import { Mentions } from './mentions.js';

describe('a mention of a person', () => {
  it.each([
    ['Ana', 'asked Ana, who agreed', true],
    ['Ana', 'ANA agreed', true],
    ['Ana', 'the analysis of banana', false],
    ['Ana', '与Ana讨论', true],
    ['李娜', '昨天李娜说过', true],
    ['Zoë', 'Zoe\u0308 said so', true],
    ['O.Neil', 'OxNeil', false],
    ['ana@example.test', 'write to ana@example.test.', true],
    ['ana@example.test', 'write to diana@example.test', false],
    ['Иван', 'спросили Ивана', true],
  ])('%p in %p: %p', (word, text, found) => {
    expect(new Mentions([word]).in(text)).toBe(found);
  });

  it('is looked for as JSON writes it', () => {
    expect(new Mentions(['A "B" C']).needles).toEqual([String.raw`a \"b\" c`]);
  });
});
