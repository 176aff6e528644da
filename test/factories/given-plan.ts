import { newId } from '../../src/platform/database/index.js';
import type { Answer, GivenPerson, GivenWorkspace, Json, SpecProduct } from '../harness/index.js';

export interface ShownMeasure {
  id: string;
  title: string;
  chosen: boolean;
  authors: string[];
  version: number;
}
export interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; code: string }[];
  blockers: { gate: string; code: string; message: string; waivable: boolean; fix: { where: string } }[];
}

/** All that the gates ask of a measure beside its cause. */
export const WHOLE = {
  technical: 'ready',
  resources: 'available',
  risk: 'low',
  peopleWeeks: 2,
  cost: 1500.5,
  leadTimeDays: 30,
  risks: [{ risk: 'Fraud rises', mitigation: 'A limit per device' }],
  expectedEffect: 'Fewer give up at the code',
  expectedMetricChange: 0.05,
};
export const NOT_APPROVED = { approvedBy: null, approvedByName: null, approvedAt: null, note: null };

/** The pilots' gates stand beside the plan's on the same move. */
const PLAN_GATES = [
  'measures-address-confirmed-causes', 'feasibility-is-marked', 'effort-is-estimated', 'risks-are-mitigated',
  'effect-is-expected', 'plan-is-approved',
]; // prettier-ignore

export interface PlanPeople {
  readonly lead: GivenPerson;
  readonly otherLead: GivenPerson;
  readonly member: GivenPerson;
}

/** An item in stage plan with one confirmed cause, and the ways in which people work on it. */
export class GivenPlan {
  private constructor(
    private readonly product: SpecProduct,
    private readonly workspace: GivenWorkspace,
    private readonly people: PlanPeople,
    readonly key: string,
    readonly itemId: string,
    readonly causeId: string,
  ) {}

  static async in(product: SpecProduct, workspace: GivenWorkspace, people: PlanPeople): Promise<GivenPlan> {
    const { key, id } = await product.given.item(workspace, { stage: 'plan', ownerId: people.lead.userId });
    await product.given.seat({ id, workspaceId: workspace.id }, people.member);
    const causeId = newId();
    const plan = new GivenPlan(product, workspace, people, key, id, causeId);
    await plan.cause('The SMS code takes 40 s', 'confirmed', 1, causeId);
    return plan;
  }

  get path(): string {
    return `${this.workspace.path}/items/${this.key}`;
  }

  async cause(statement: string, state = 'confirmed', cycle = 1, id = newId()): Promise<string> {
    await this.product.sql.query(
      `INSERT INTO causes (id, workspace_id, item_id, cycle, method, hypothesis, statement, state, verification_method,
         evidence, impact_share, created_at)
       VALUES ($1, $2, $3, $4, 'five_why', $5, $5, $6, 'data', 'log of 3 months', 0.3, now())`,
      [id, this.workspace.id, this.itemId, cycle, statement, state],
    );
    return id;
  }

  /** Puts the item elsewhere below the API, where moving it there would tell nothing. */
  async stands(at: { stage?: string; status?: string; cycle?: number }): Promise<void> {
    for (const [column, value] of Object.entries(at)) {
      await this.product.sql.query(`UPDATE items SET ${column} = $2 WHERE id = $1`, [this.itemId, value]);
    }
  }

  async proposed(more: Json = {}, by = this.people.member): Promise<ShownMeasure> {
    const body = { causeId: this.causeId, title: 'Merge two steps', description: 'Ask for the code last', ...more };
    const answer = await by.http.post<ShownMeasure>(`${this.path}/measures`, body);
    if (answer.status !== 201) throw new Error(`not proposed: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  write({ id, version }: ShownMeasure, change: Json, by = this.people.member): Promise<Answer<ShownMeasure & Refusal>> {
    return by.http.patch(`${this.workspace.path}/measures/${id}`, change, version);
  }

  approve(by: GivenPerson, note?: string): Promise<Answer<Refusal & Json>> {
    return by.http.post(`${this.path}/plan-approval`, note === undefined ? {} : { note });
  }

  async approval(): Promise<Json> {
    return (await this.people.member.http.get(`${this.path}/plan-approval`)).body;
  }

  /** What of the plan keeps the item from its pilot, which in these specs is never designed. */
  async blockers(more: Json = {}): Promise<Refusal['blockers']> {
    const body = { name: 'start_pilot', ...more };
    const refused = await this.people.lead.http.post<Refusal>(`${this.path}/transitions`, body);
    if (refused.status !== 422) throw new Error(`not blocked: ${JSON.stringify(refused.body)}`);
    return refused.body.blockers.filter(({ gate }) => PLAN_GATES.includes(gate));
  }

  async codesAt(gate: string): Promise<string[]> {
    return (await this.blockers()).filter((blocker) => blocker.gate === gate).map(({ code }) => code);
  }

  async history(): Promise<string[]> {
    const { body } = await this.people.lead.http.get<{ rows: { action: string }[] }>(`${this.path}/history`);
    return body.rows.map(({ action }) => action);
  }
}
