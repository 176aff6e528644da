import type { FieldProblem } from './domain-error.js';

const EMPTIED = { en: 'cannot be emptied', 'zh-CN': '不能清空' };

/**
 * What is wrong with a change that sets null where the record must have a value. A body's field that may be left out may
 * also be null; only the record knows which of its fields can be taken away again.
 */
export function emptiedFields(change: object, needed: readonly string[]): FieldProblem[] {
  return Object.entries(change)
    .filter(([field, value]) => value === null && needed.includes(field))
    .map(([field]) => ({ field, code: 'emptied', message: EMPTIED }));
}
