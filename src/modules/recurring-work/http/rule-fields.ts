import type { RuleFields } from '../operations/create-recurring-rule.operation.js';
import type { ChangeRecurringRuleBody, CreateRecurringRuleBody } from './recurring-rule.body.js';

/** The rule that a body describes, with what was left out. */
export function ruleIn(body: CreateRecurringRuleBody): RuleFields {
  return {
    ...body,
    description: body.description ?? '',
    target: body.target ?? null,
    severity: body.severity ?? null,
    unitId: body.unitId ?? null,
    every: body.every ?? 1,
    weekdays: sorted(body.weekdays),
    dayOfMonth: body.dayOfMonth ?? null,
    month: body.month ?? null,
    endsOn: body.endsOn ?? null,
    onDayOff: body.onDayOff ?? 'next',
    catchUp: body.catchUp ?? 'latest',
    leadDays: body.leadDays ?? 7,
  };
}

/** What a body changes: fields left out stay, and null takes away what can be taken away. */
export function changeIn(body: ChangeRecurringRuleBody): Partial<RuleFields> {
  const { weekdays, ...rest } = body;
  const canBeNull = ['target', 'severity', 'unitId', 'dayOfMonth', 'month', 'endsOn'];
  const given = Object.entries(rest).filter(
    ([field, value]) => value !== undefined && (value !== null || canBeNull.includes(field)),
  );
  return { ...Object.fromEntries(given), ...(weekdays === undefined ? {} : { weekdays: sorted(weekdays) }) };
}

function sorted(weekdays: CreateRecurringRuleBody['weekdays']): RuleFields['weekdays'] {
  return [...(weekdays ?? [])].sort();
}
