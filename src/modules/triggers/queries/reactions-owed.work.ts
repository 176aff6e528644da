import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const START = { en: 'Start the kickoff', 'zh-CN': '启动项目' };
const WAITS = {
  en: 'A trigger rule opened this item; somebody should start on it by {detail}.',
  'zh-CN': '触发规则新建了该项目,应在 {detail} 前启动。',
};

// Once it is flagged the series forgets the hour; the rule still knows how many there were.
const FIRST_SERIES = `SELECT coalesce(s.react_by, i.created_at + (r.settings->>'reactionHours')::float8 * interval '1 hour') AS by
  FROM trigger_series s JOIN trigger_rules r ON r.id = s.rule_id WHERE s.item_id = i.id ORDER BY 1 LIMIT 1`;

/** Items that a rule opened and that nobody has started on, under the clock of their rule (T-21): clock hours. */
@ProvidesWork('reaction')
export class ReactionsOwed implements WorkSource {
  readonly requires = 'items.move';
  readonly isAssigned = false;
  readonly place = 'to_answer';

  select({ workspaceId, userId, now }: WorkQuestion) {
    return {
      from: `items i JOIN workspaces w ON w.id = i.workspace_id CROSS JOIN LATERAL (${FIRST_SERIES}) react`,
      where: `i.workspace_id = ${workspaceId} AND i.status = 'active' AND i.stage = 'trigger' AND i.trigger_rule_id IS NOT NULL
        AND react.by IS NOT NULL AND coalesce(i.owner_id = ${userId}, true)`,
      id: 'i.id',
      title: 'i.title',
      since: 'i.created_at',
      dueOn: '(react.by AT TIME ZONE w.time_zone)::date',
      isLate: `react.by <= ${now}`,
      detail: `to_char(react.by AT TIME ZONE w.time_zone, 'YYYY-MM-DD HH24:MI')`,
      version: 'i.version',
    };
  }

  why({ detail }: OwedRow): Sentence {
    return { message: WAITS, params: { detail: detail ?? '' } };
  }

  clearing({ itemKey }: OwedRow): Clearing {
    const body = { name: 'start_kickoff' };
    return { name: START, method: 'POST', path: `items/${itemKey ?? ''}/transitions`, body };
  }
}
