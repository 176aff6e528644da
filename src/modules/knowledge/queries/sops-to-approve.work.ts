import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const APPROVE = { en: 'Approve the procedure', 'zh-CN': '批准标准作业流程' };
const WAITS = {
  en: 'The draft of a procedure waits for somebody who did not write it.',
  'zh-CN': '标准作业流程草稿待编写人以外的人批准。',
};

/** Drafts of procedures that somebody else wrote. */
@ProvidesWork('sop_to_approve')
export class SopsToApprove implements WorkSource {
  readonly requires = 'knowledge.approve';
  readonly isAssigned = false;
  readonly place = 'approval';
  // Before the review is written, whoever writes it holds up the closing himself.
  readonly holdsUpIn = ['review'];
  readonly holdsUp = `i.stage = 'review' AND EXISTS (SELECT 1 FROM item_reviews r WHERE r.item_id = i.id AND r.cycle = i.cycle
    AND r.after_mean IS NOT NULL AND r.lesson IS NOT NULL)`;

  select({ workspaceId, userId, readerId }: WorkQuestion) {
    const neither = (column: string): string => `coalesce(${column} NOT IN (${userId}, ${readerId}), true)`;
    return {
      from: `sops t JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.status = 'active'`,
      where: `t.workspace_id = ${workspaceId} AND t.state = 'draft' AND ${neither('t.created_by')} AND ${neither('t.written_by')}`,
      id: 't.id',
      title: 't.title',
      since: 't.created_at',
      status: 't.state',
      version: 't.version',
    };
  }

  why(): Sentence {
    return { message: WAITS };
  }

  clearing({ id }: OwedRow): Clearing {
    return { name: APPROVE, method: 'POST', path: `sops/${id}/approval`, body: {} };
  }
}
