import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const JUDGE = { en: 'Have the referee judge', 'zh-CN': '提请裁定' };
const DECIDE = { en: 'Decide what follows', 'zh-CN': '作出决定' };
const READY = {
  en: 'Pilot {key} has its volume and days: it can be judged.',
  'zh-CN': '试点 {key} 已达到样本量与天数,可提请裁定。',
};
const JUDGED = { en: 'Pilot {key} is judged: say what follows.', 'zh-CN': '试点 {key} 已有裁定,请决定后续。' };

/** Pilots that wait for the owner of their item: to be judged, or for what follows from the verdict. */
@ProvidesWork('pilot_to_decide')
export class PilotsToDecide implements WorkSource {
  readonly requires = 'pilots.write';
  readonly isAssigned = false;
  readonly place = 'review';

  select({ workspaceId, userId }: WorkQuestion) {
    return {
      from: `pilots t JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.loop = t.loop AND i.status = 'active' AND i.stage = 'pilot'`,
      where: `t.workspace_id = ${workspaceId} AND i.owner_id = ${userId}
        AND (t.state = 'ready' OR t.state IN ('won', 'lost', 'inconclusive') AND t.decision IS NULL)`,
      id: 't.id',
      title: 'i.title',
      since: 't.changed_at',
      status: 't.state',
      detail: 't.key',
    };
  }

  why({ status, detail }: OwedRow): Sentence {
    return { message: status === 'ready' ? READY : JUDGED, params: { key: detail ?? '' } };
  }

  clearing({ id, status }: OwedRow): Clearing {
    if (status === 'ready')
      return { name: JUDGE, method: 'POST', path: `pilots/${id}/judgement`, body: { note: null } };
    const body = { decision: status === 'won' ? 'roll_out' : 'adjust', reason: '' };
    return { name: DECIDE, method: 'POST', path: `pilots/${id}/decision`, body };
  }
}
