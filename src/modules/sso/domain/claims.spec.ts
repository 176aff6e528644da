import { describe, expect, it } from '@jest/globals';

import { identifiedBy } from './claims.js';

const ANA = { sub: 'a1', email: 'Ana@Example.test', email_verified: true, name: ' Ana ' };

describe('who somebody is', () => {
  it('is read from the token and the user information together, the token first', () => {
    const found = identifiedBy({ sub: 'a1', groups: ['x'], auth_time: 7 }, { ...ANA, groups: ['y'] }, 'groups');
    expect(found).toEqual({
      subject: 'a1', email: 'Ana@Example.test', name: 'Ana', groups: ['x'], authenticatedAt: 7,
    }); // prettier-ignore
  });

  it('is nobody without an address that the provider vouches for', () => {
    for (const claims of [
      { ...ANA, email_verified: false },
      { ...ANA, email_verified: undefined },
      { ...ANA, email_verified: 1 },
      { ...ANA, email: undefined },
      { ...ANA, email: 'ana' },
      { ...ANA, sub: undefined },
    ]) {
      expect(identifiedBy(claims, {}, 'groups')).toBeUndefined();
    }
  });

  it('is called by the user name or the address when there is no name', () => {
    expect(identifiedBy({ ...ANA, name: '  ', preferred_username: 'ana' }, {}, 'groups')?.name).toBe('ana');
    expect(identifiedBy({ ...ANA, name: undefined }, {}, 'groups')?.name).toBe('Ana@Example.test');
  });
});
