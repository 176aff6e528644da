import { expect } from '@jest/globals';

import { JudgeRule } from '../../src/modules/triggers/index.js';
import { serving } from '../../src/platform/database/index.js';
import { type GivenPerson, type GivenWorkspace, SPEC_NOW, type SpecProduct } from '../harness/index.js';

export const METRIC = {
  code: 'conversion',
  name: 'Conversion',
  nameZh: '转化率',
  unit: '%',
  direction: 'up',
  period: 'day',
  aggregation: 'mean',
  target: 15,
};
export const RULE = { name: 'Conversion below target', metricCode: 'conversion', condition: 'worse_than_target' };

export interface Rule {
  id: string;
  state: string;
  itemKey: string | null;
  judgedPeriod: string | null;
  baseline: number | null;
  version: number;
}

export interface EvidenceRow {
  statement: string;
  source: string;
  figures: { limit: number; points: { start: string; label: string; value: number; worse: boolean }[] };
}

/** A workspace with a lead, and what a spec does to and asks of the rules in it. */
export class RuleWorld {
  private constructor(
    private readonly product: SpecProduct,
    readonly workspace: GivenWorkspace,
    readonly lead: GivenPerson,
  ) {}

  /** A workspace of its own; the clock stands at the beginning again. */
  static async in(product: SpecProduct): Promise<RuleWorld> {
    product.clock.set(SPEC_NOW);
    const workspace = await product.given.workspace();
    return new RuleWorld(product, workspace, await product.given.person(workspace, 'lead'));
  }

  /** A rule over METRIC. */
  async givenRule(fields: Record<string, unknown> = {}): Promise<Rule> {
    await this.lead.http.post(`${this.workspace.path}/metrics`, METRIC);
    const path = `${this.workspace.path}/trigger-rules`;
    const { status, body } = await this.lead.http.post<Rule>(path, { ...RULE, ...fields });
    expect(status).toBe(201);
    return body;
  }

  /** Values by local day of November 2026, and what follows from them. */
  async record(values: Record<number, number>): Promise<void> {
    const points = Object.entries(values).map(([day, value]) => ({ at: `2026-11-${day.padStart(2, '0')}`, value }));
    const answer = await this.lead.http.post(`${this.workspace.path}/metrics/conversion/points`, { points });
    expect(answer.status).toBe(200);
    await this.product.settle();
  }

  async show({ id }: Rule): Promise<Rule> {
    return (await this.lead.http.get<Rule>(`${this.workspace.path}/trigger-rules/${id}`)).body;
  }

  judge({ id }: Rule): Promise<void> {
    return serving(this.workspace.id, () => this.product.app.get(JudgeRule, { strict: false }).run(id));
  }

  /** Ends the workspace's items without the stages that lie before. */
  async end(status: string): Promise<void> {
    await this.product.sql.query(
      `UPDATE items SET status = $2, changed_at = $3, closed_at = CASE WHEN $2 = 'closed' THEN $3::timestamptz END
       WHERE workspace_id = $1`,
      [this.workspace.id, status, this.product.clock.now()],
    );
  }

  items(): Promise<{ key: string; title: string; status: string }[]> {
    return this.rows('SELECT key, title, status FROM items WHERE workspace_id = $1 ORDER BY key');
  }

  evidence(): Promise<EvidenceRow[]> {
    const from = 'FROM item_evidence WHERE workspace_id = $1 ORDER BY recorded_at, id';
    return this.rows(`SELECT statement, source, figures ${from}`);
  }

  /** The days of each piece of evidence: `15 16 17`. */
  async labels(): Promise<string[]> {
    const rows = await this.evidence();
    return rows.map(({ figures }) => figures.points.map(({ label }) => label.slice(-2)).join(' '));
  }

  /** What the journal says of rules. */
  async events(): Promise<string[]> {
    const from = "FROM outbox_events WHERE workspace_id = $1 AND type LIKE 'trigger%' ORDER BY id";
    return (await this.rows<{ type: string }>(`SELECT type ${from}`)).map(({ type }) => type);
  }

  private rows<Row>(sql: string): Promise<Row[]> {
    return this.product.sql.query<Row[]>(sql, [this.workspace.id]);
  }
}
