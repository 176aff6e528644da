import { describe, expect, it } from '@jest/globals';

import { ROLES } from '../../../kernel/actor/index.js';
import { ACTIONS, ITEM_WRITES, may, mayDo, maySeeConfidential, permitted, rolesFor } from './policy.js';

describe('the policy', () => {
  it('lets an admin do everything and everybody read, but the trail only those who answer for it', () => {
    expect(ACTIONS.filter((action) => !may({ role: 'admin' }, action, {}))).toEqual([]);
    const reads = ACTIONS.filter((action) => action.endsWith('.read') && action !== 'audit.read');
    expect(reads.filter((action) => !ROLES.every((role) => may({ role }, action, {})))).toEqual([]);
    expect(rolesFor('audit.read')).toEqual(['admin', 'auditor']);
  });

  it('lets a member write the diagnosis of his own team’s item alone', () => {
    expect(mayDo('member', 'diagnosis.write')).toBe(true);
    expect(may({ role: 'member' }, 'diagnosis.write', {})).toBe(false);
    expect(may({ role: 'member' }, 'diagnosis.write', { team: true })).toBe(true);
    expect(may({ role: 'member' }, 'diagnosis.write', { assignee: true })).toBe(false);
  });

  it('lets a member report on what is assigned to him, whoever’s item it belongs to', () => {
    expect(may({ role: 'member' }, 'tasks.report', { team: true, owner: true })).toBe(false);
    expect(may({ role: 'member' }, 'tasks.report', { assignee: true })).toBe(true);
  });

  it('shows a confidential item to its own people, to admins and to auditors', () => {
    const seeing = (relations: object) => ROLES.filter((role) => maySeeConfidential({ role }, relations));
    expect(seeing({})).toEqual(['admin', 'auditor']);
    expect(seeing({ assignee: true })).toEqual(['admin', 'auditor']);
    for (const relation of ['owner', 'sponsor', 'team']) expect(seeing({ [relation]: true })).toEqual(ROLES);
  });

  it('lets a lead work on the items of his department, and approve any', () => {
    expect(may({ role: 'lead' }, 'items.write', {})).toBe(false);
    expect(may({ role: 'lead' }, 'items.write', { unit: true })).toBe(true);
    expect(may({ role: 'member' }, 'items.write', { unit: true })).toBe(false);
    expect(may({ role: 'lead' }, 'plan.approve', {})).toBe(true);
  });

  it('names what a page may offer', () => {
    expect(permitted({ role: 'auditor' }, {}, ITEM_WRITES)).toEqual(['reviews.sign', 'findings.write']);
    expect(permitted({ role: 'member' }, {}, ITEM_WRITES)).toEqual([]);
    expect(permitted({ role: 'member' }, { team: true }, ITEM_WRITES)).toEqual([
      'diagnosis.write',
      'plan.write',
      'pilots.record',
    ]);
  });

  it('lets a sponsor approve the waivers of his item, whatever his role', () => {
    expect(may({ role: 'member' }, 'waivers.approve', { sponsor: true })).toBe(true);
    expect(may({ role: 'member' }, 'waivers.approve', { owner: true, team: true })).toBe(false);
  });

  it('does not stop the product itself', () => {
    expect(may({ role: 'system' }, 'items.move', {})).toBe(true);
  });
});
