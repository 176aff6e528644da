import { describe, expect, it } from '@jest/globals';

import { passwordProblems } from './password-rules.js';

const ANA = { email: 'ana.lima@example.test', name: 'Ana Lima' };

describe('a password', () => {
  it.each([
    ['ana.lima@example.test', 'own_address'],
    ['ANA.LIMA@Example.TEST', 'own_address'],
    ['ana.limaana.lima', 'own_address'],
    ['Ana Lima Ana Lima', 'own_address'],
    ['aaaaaaaaaaaa', 'too_uniform'],
    ['121212121212', 'too_uniform'],
  ])('may not be %s', (password, code) => {
    expect(passwordProblems(password, ANA)).toMatchObject([{ field: 'password', code }]);
  });

  it.each(['correct horse battery', 'ana.lima@example.test!', '正确的马电池订书钉密码很长', 'Tr0ub4dor&3xx'])(
    'may be %s',
    (password) => {
      expect(passwordProblems(password, ANA)).toEqual([]);
    },
  );
});
