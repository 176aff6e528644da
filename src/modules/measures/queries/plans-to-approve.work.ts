import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  sinceAwaited,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const APPROVE = { en: 'Approve the plan', 'zh-CN': '批准方案' };
const WAITS = {
  en: 'The plan is complete and waits for somebody who wrote no part of it.',
  'zh-CN': '方案已填写完整,待未参与编写的人批准。',
};

// What `coveredBy` puts together, in the same order.
const COVERED = `ARRAY(SELECT m.id || '@' || m.version || ' ' || m.cause_id || '@' || c.version
  FROM measures m JOIN causes c ON c.id = m.cause_id AND c.item_id = i.id AND c.cycle = i.cycle
  WHERE m.item_id = i.id AND m.cycle = i.cycle AND m.chosen ORDER BY m.created_at, m.id)`;

const IS_UNFINISHED = `(m.technical IS NULL OR m.resources IS NULL OR m.risk IS NULL OR m.people_weeks IS NULL OR m.cost IS NULL
  OR m.lead_time_days IS NULL OR m.expected_effect IS NULL OR jsonb_array_length(m.risks) = 0)`;

/** Plans whose chosen measures are all filled in and which nobody has approved as they are. */
@ProvidesWork('plan_to_approve')
export class PlansToApprove implements WorkSource {
  readonly requires = 'plan.approve';
  readonly isAssigned = false;
  readonly place = 'approval';
  readonly holdsUp = 'true';
  readonly holdsUpIn = ['plan'];

  select({ workspaceId, userId, readerId }: WorkQuestion) {
    const chosen = 'SELECT 1 FROM measures m WHERE m.item_id = i.id AND m.cycle = i.cycle AND m.chosen';
    return {
      from: 'items i',
      where: `i.workspace_id = ${workspaceId} AND i.status = 'active' AND i.stage = 'plan' AND EXISTS (${chosen})
        AND NOT EXISTS (${chosen} AND (m.authors && ARRAY[${userId}, ${readerId}] OR ${IS_UNFINISHED}))
        AND NOT EXISTS (SELECT 1 FROM plan_approvals a WHERE a.item_id = i.id AND a.cycle = i.cycle AND a.loop = i.loop
          AND a.voided_at IS NULL AND a.covers = ${COVERED})`,
      id: 'i.id',
      title: 'i.title',
      since: sinceAwaited('plan_to_approve', 'i.id', 'i.changed_at'),
      status: "'proposed'",
    };
  }

  why(): Sentence {
    return { message: WAITS };
  }

  clearing({ itemKey }: OwedRow): Clearing {
    return { name: APPROVE, method: 'POST', path: `items/${itemKey ?? ''}/plan-approval`, body: { note: null } };
  }
}
