import { describe, expect, it } from '@jest/globals';

import { mayBecome } from './rollout-step.js';

describe('the status of a rollout step', () => {
  it('goes from planned to done or dropped, and back to planned', () => {
    expect(mayBecome('planned', 'done')).toBe(true);
    expect(mayBecome('planned', 'dropped')).toBe(true);
    expect(mayBecome('done', 'planned')).toBe(true);
    expect(mayBecome('dropped', 'planned')).toBe(true);
  });

  it('never goes straight from done to dropped or back', () => {
    expect(mayBecome('done', 'dropped')).toBe(false);
    expect(mayBecome('dropped', 'done')).toBe(false);
  });
});
