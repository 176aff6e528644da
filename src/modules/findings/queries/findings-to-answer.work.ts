import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const ANSWER = { en: 'Answer the finding', 'zh-CN': '回复审计发现' };
const WAITS = {
  en: 'An auditor found something ({severity}) and waits for an answer.',
  'zh-CN': '审计人员提出发现({severity}),待回复。',
};

/** Findings that the owner of the item owes an answer; every lead of its department where it has no owner. */
@ProvidesWork('finding_to_answer')
export class FindingsToAnswer implements WorkSource {
  readonly requires = 'findings.answer';
  readonly isAssigned = false;
  readonly place = 'finding';

  select({ workspaceId, userId }: WorkQuestion) {
    return {
      from: 'findings t JOIN items i ON i.id = t.item_id',
      where: `t.workspace_id = ${workspaceId} AND t.state IN ('open', 'reopened') AND coalesce(i.owner_id = ${userId}, true)`,
      id: 't.id',
      title: 't.statement',
      since: 't.created_at',
      status: 't.state',
      version: 't.version',
      detail: 't.severity',
    };
  }

  why({ detail }: OwedRow): Sentence {
    return { message: WAITS, params: { severity: detail ?? '' } };
  }

  clearing({ id }: OwedRow): Clearing {
    return { name: ANSWER, method: 'POST', path: `findings/${id}/answer`, body: { answer: '' } };
  }
}
