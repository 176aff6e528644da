import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const JUDGE = { en: 'Say whether the answer holds', 'zh-CN': '核实回复' };
const WAITS = {
  en: 'Your finding was answered: does that hold?',
  'zh-CN': '您提出的审计发现已得到回复,请核实。',
};

/** Answers to what an auditor found, for that auditor; for all of them once he has left. */
@ProvidesWork('finding_to_judge')
export class FindingsToJudge implements WorkSource {
  readonly requires = 'findings.write';
  readonly isAssigned = false;
  readonly place = 'finding';

  select({ workspaceId, userId }: WorkQuestion) {
    const hasLeft = `NOT EXISTS (SELECT 1 FROM memberships m WHERE m.workspace_id = t.workspace_id
      AND m.user_id = t.created_by AND m.deactivated_at IS NULL)`;
    return {
      from: 'findings t JOIN items i ON i.id = t.item_id',
      where: `t.workspace_id = ${workspaceId} AND t.state = 'answered' AND (t.created_by = ${userId} OR ${hasLeft})
        AND coalesce(t.answered_by <> ${userId}, true)`,
      id: 't.id',
      title: 't.statement',
      since: 't.answered_at',
      status: 't.state',
      version: 't.version',
    };
  }

  why(): Sentence {
    return { message: WAITS };
  }

  clearing({ id }: OwedRow): Clearing {
    const body = { verdict: 'verified', reason: null };
    return { name: JUDGE, method: 'POST', path: `findings/${id}/verdict`, body };
  }
}
