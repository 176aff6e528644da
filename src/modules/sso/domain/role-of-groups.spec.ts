import { describe, expect, it } from '@jest/globals';

import { roleOfGroups } from './role-of-groups.js';

const TABLE = [
  { group: 'quality', role: 'lead' },
  { group: 'staff', role: 'member' },
] as const;

describe('the role of somebody in groups', () => {
  it('is that of the first line that names one of them', () => {
    expect(roleOfGroups(TABLE, ['staff', 'quality'])).toBe('lead');
    expect(roleOfGroups(TABLE, 'staff')).toBe('member');
  });

  it('is none for other groups, and for what is no group at all', () => {
    for (const claim of [['Quality'], [], undefined, null, { quality: true }, [['quality']], 7]) {
      expect(roleOfGroups(TABLE, claim)).toBeUndefined();
    }
  });
});
