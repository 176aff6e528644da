import { WHOLE } from '../factories/given-plan.js';
import { accepted, type Cast } from './cast.js';
import type { WaitingAct } from './plan-waiting-acts.js';
import type { Instant, ItemAct } from './script.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Somebody asks for an approval or gives one, or lets one record wait for another. */
export async function wait(cast: Cast, act: ItemAct & { readonly act: WaitingAct }, at: Instant): Promise<void> {
  const { workspace, lead, approver, people, items, made } = cast;
  const of = items.get(act.item);
  const item = `${workspace.path}/items/${of?.key ?? ''}`;
  switch (act.act) {
    case 'asks_for': {
      const path = `${workspace.path}/${act.record.includes('-T') ? 'tasks' : 'milestones'}/${made.get(act.record) ?? ''}`;
      const body = { approverId: people.get(act.approver)?.userId };
      made.set(act.approval, accepted(await lead.http.post<Versioned>(`${path}/approvals`, body), act, at).id);
      return;
    }
    case 'decides': {
      const path = `${workspace.path}/approvals/${made.get(act.approval) ?? ''}`;
      const { version } = accepted(await lead.http.get<Versioned>(path), act, at);
      const decision = { decision: 'approved' };
      accepted(await lead.http.post(`${path}/decision`, decision, { 'if-match': `"${version}"` }), act, at);
      return;
    }
    case 'links': {
      const body = { predecessorId: made.get(act.record), successorId: made.get(act.successor) };
      accepted(await lead.http.post(`${item}/dependencies`, body), act, at);
      return;
    }
    case 'submits_plan': {
      const words = { causeId: of?.id, title: 'Fewer steps', description: `As on ${at}` };
      const known = made.get(`${act.item}-plan`);
      const proposed = known ?? accepted(await lead.http.post<Versioned>(`${item}/measures`, words), act, at).id;
      made.set(`${act.item}-plan`, proposed);
      const path = `${workspace.path}/measures/${proposed}`;
      const { version } = accepted(await lead.http.get<Versioned>(path), act, at);
      accepted(await lead.http.patch(path, { ...WHOLE, ...words }, version), act, at);
      return;
    }
    case 'approves_plan':
      accepted(await approver.http.post(`${item}/plan-approval`, {}), act, at);
  }
}
