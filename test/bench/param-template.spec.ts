import { describe, expect, it } from '@jest/globals';

import { templateOf } from '../../bench/bare/param-template.js';
import { SlotValues } from '../../bench/bare/slot-values.js';

const SLOTS = {
  key: { recorded: () => 'CI-202611-001', replayed: ({ key = '' }) => key },
  id: {
    recorded: () => 'a-1',
    replayed: (_params: unknown, row: Readonly<Record<string, unknown>>) => String(row['id']),
  },
};
const RECORDED = { key: 'CI-202611-001', id: 'a-1', new1: 'new-1' };

function request(): SlotValues {
  const values = new SlotValues(SLOTS, { key: 'CI-202611-777' });
  values.learn({ id: 'b-2' });
  return values;
}

describe('a recorded parameter in another request', () => {
  it('keeps what does not vary, and a null', () => {
    expect(templateOf('trigger', RECORDED)(request())).toBe('trigger');
    expect(templateOf('', RECORDED)(request())).toBe('');
    expect(templateOf(null, RECORDED)(request())).toBeNull();
  });

  it("holds the request's own values, also inside a document", () => {
    expect(templateOf('a-1', RECORDED)(request())).toBe('b-2');
    expect(templateOf('{"id": "a-1", "key": "CI-202611-001", "of": "a-1"}', RECORDED)(request())).toBe(
      '{"id": "b-2", "key": "CI-202611-777", "of": "b-2"}',
    );
  });

  it('holds a new id where the product made one, the same in every statement of a request and another in the next', () => {
    const template = templateOf('new-1', RECORDED);
    const [first, second] = [request(), request()];
    expect(template(first)).toMatch(/^[0-9a-f-]{36}$/);
    expect(template(first)).toBe(template(first));
    expect(template(first)).not.toBe(template(second));
  });

  it('is the instant of the request where the recording had its own', () => {
    const now = Date.parse(templateOf('2026-11-18 02:00:00.123+00', RECORDED)(request()) ?? '');
    expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
    expect(templateOf('2026-11-18', RECORDED)(request())).toBe('2026-11-18');
  });
});
