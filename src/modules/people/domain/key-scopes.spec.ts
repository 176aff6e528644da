import { describe, expect, it } from '@jest/globals';

import { deviceOf } from './device.js';
import { scopeFor } from './key-scopes.js';
import { type Action, ACTIONS, APPROVALS } from './policy.js';

const opened = (scope: string): Action[] => ACTIONS.filter((action) => scopeFor(action) === scope);

describe('the scopes of a key', () => {
  it('open reading for reading, and nothing else', () => {
    for (const scope of ['items:read', 'metrics:read', 'audit:read', 'any']) {
      expect(opened(scope).length).toBeGreaterThan(0);
      expect(opened(scope).filter((action) => !action.endsWith('.read'))).toEqual([]);
    }
    expect(opened('metrics:write')).toEqual(expect.arrayContaining(['metrics.write', 'metrics.record']));
    expect(opened('metrics:write').filter((action) => !/^(metrics|triggers)\./.test(action))).toEqual([]);
    expect(opened('items:write').filter((action) => action.endsWith('.read'))).toEqual([]);
  });

  it('never open the management of people and workspace, nor what a person stands for', () => {
    const closed = opened('none');
    expect(closed).toEqual(expect.arrayContaining(['members.manage', 'workspace.manage', ...APPROVALS]));
    expect(ACTIONS.filter((action) => action.endsWith('.manage') && !closed.includes(action))).toEqual([]);
  });
});

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0', 'Edge, Windows'],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36', 'Chrome, Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1', 'Safari, iOS'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'Firefox, Linux'],
    ['our-importer/1.2', 'our-importer/1.2'],
    [null, null],
  ])('that says %s is %s', (said, device) => {
    expect(deviceOf(said)).toBe(device);
  });
});
