import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';
import { waivedFrom } from '../domain/item-lifecycle.js';
import { STAGES } from '../domain/item-words.js';

const APPROVE = { en: 'Approve the waiver, signed', 'zh-CN': '批准豁免(须签署)' };
const WAITS = {
  en: 'A waiver of "{gate}" was asked for and waits for somebody other than who asked.',
  'zh-CN': '有人申请豁免“{gate}”,待申请人以外的人批准。',
};

/** Whether the gate stands on a move out of the item's stage; before that, nothing waits for its waiver. */
const GATE_IS_NEXT = STAGES.map((stage) => {
  const gates = waivedFrom(stage).map((gate) => `'${gate}'`);
  return `i.stage = '${stage}' AND t.gate IN (${gates.join(', ') || 'NULL'})`;
}).join(' OR ');

/** Waivers that somebody else asked for and nobody has approved. */
@ProvidesWork('waiver_to_approve')
export class WaiversToApprove implements WorkSource {
  readonly requires = 'waivers.approve';
  readonly isAssigned = false;
  readonly place = 'approval';
  readonly holdsUp = GATE_IS_NEXT;
  readonly untilOn = 't.expires_on';

  select({ workspaceId, userId, readerId, today }: WorkQuestion) {
    return {
      from: `waivers t JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.status = 'active'`,
      where: `t.workspace_id = ${workspaceId} AND t.approved_at IS NULL AND t.refused_at IS NULL AND t.expires_on >= ${today}
        AND t.requested_by NOT IN (${userId}, ${readerId})`,
      id: 't.id',
      title: 'i.title',
      since: 't.requested_at',
      status: "'requested'",
      detail: 't.gate',
    };
  }

  why({ detail }: OwedRow): Sentence {
    return { message: WAITS, params: { gate: detail ?? '' } };
  }

  clearing({ id, itemKey }: OwedRow): Clearing {
    const body = { signature: { password: '', meaning: 'approval' } };
    return { name: APPROVE, method: 'POST', path: `items/${itemKey ?? ''}/waivers/${id}/approval`, body };
  }
}
