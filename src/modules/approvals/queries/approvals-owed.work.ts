import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const DECIDE = { en: 'Approve, or decline with a reason', 'zh-CN': '批准,或说明原因后驳回' };
const WAITS = { en: '{assignee} cannot go on before you have decided.', 'zh-CN': '{assignee} 正等待您的审批。' };

/** The decisions that the work of others waits for. The titles by SQL: neither module has to know the other. */
@ProvidesWork('approval_to_decide')
export class ApprovalsOwed implements WorkSource {
  readonly requires = 'approvals.decide';
  readonly isAssigned = true;
  readonly place = 'approval';

  select({ userId, readerId, workspaceId }: WorkQuestion) {
    return {
      from: `approvals t JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.status = 'active'
        JOIN (SELECT id, title, assignee_id FROM tasks UNION ALL SELECT id, title, assignee_id FROM milestones) w
          ON w.id = t.record_id LEFT JOIN users u ON u.id = w.assignee_id`,
      where: `t.workspace_id = ${workspaceId} AND t.approver_id = ${userId} AND t.status = 'pending'
        AND w.assignee_id NOT IN (${userId}, ${readerId})`,
      id: 't.id',
      title: 'w.title',
      since: 't.requested_at',
      status: 't.status',
      version: 't.version',
      detail: 'u.name',
    };
  }

  why({ detail }: OwedRow): Sentence {
    return { message: WAITS, params: { assignee: detail ?? '' } };
  }

  clearing({ id }: OwedRow): Clearing {
    return {
      name: DECIDE,
      method: 'POST',
      path: `approvals/${id}/decision`,
      body: { decision: 'approved', reason: '' },
    };
  }
}
