import type { Item } from '../../src/modules/items/index.js';
import { type SpecProduct, SPEC_NOW, startSpecProduct } from '../harness/spec-product.js';
import type { GivenPerson, GivenWorkspace } from './given.js';

export interface Dated {
  readonly id: string;
  readonly version: number;
}

export interface Round extends Dated {
  readonly subjectType: string;
  readonly round: number;
  readonly state: string;
  readonly startedBecause: string;
  readonly endReason: string | null;
  readonly steps: readonly { who: string; userId: string | null; passedBecause: string | null }[];
  readonly next: { who: string; userId: string; dueAt: string } | null;
}

export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { field: string; code: string; message: string }[];
}

/** Shanghai is so far ahead of UTC all year. */
const SHANGHAI_MS = 8 * 3_600_000;

/** An item of severity P1 with somebody on every step of the ladder, anew for each test. */
export class LadderWorld {
  workspace!: GivenWorkspace;
  admin!: GivenPerson;
  owner!: GivenPerson;
  sponsor!: GivenPerson;
  /** Of the department of `member`. */
  head!: GivenPerson;
  /** Owes what `addTask` adds. */
  member!: GivenPerson;
  item!: Item;

  private constructor(readonly product: SpecProduct) {}

  static async start(): Promise<LadderWorld> {
    return new LadderWorld(await startSpecProduct());
  }

  async begin(): Promise<void> {
    const { clock, given } = this.product;
    clock.set(SPEC_NOW);
    this.workspace = await given.workspace();
    this.admin = await given.person(this.workspace, 'admin');
    this.owner = await given.person(this.workspace, 'lead');
    this.sponsor = await given.person(this.workspace, 'lead');
    this.head = await given.person(this.workspace, 'lead');
    this.member = await given.person(this.workspace, 'member');
    const { path } = this.workspace;
    const unit = await this.admin.http.post<Dated>(`${path}/units`, { name: 'Growth', headId: this.head.userId });
    await this.admin.http.put(`${path}/members/${this.member.userId}/unit`, { unitId: unit.body.id }, 0);
    const people = { ownerId: this.owner.userId, sponsorId: this.sponsor.userId };
    this.item = await given.item(this.workspace, { stage: 'pilot', severity: 'P1', ...people });
    await this.product.settle();
  }

  async addTask(dueOn = '2026-11-17', fields: object = {}): Promise<Dated> {
    const body = { title: `Due ${dueOn}`, assigneeId: this.member.userId, dueOn, ...fields };
    return (await this.owner.http.post<Dated>(`${this.itemPath()}/tasks`, body)).body;
  }

  /** @returns the status of the answer */
  async change({ id }: Dated, fields: object): Promise<number> {
    const path = `${this.workspace.path}/tasks/${id}`;
    const { version } = (await this.owner.http.get<Dated>(path)).body;
    const changed = await this.owner.http.patch(path, fields, version);
    await this.product.settle();
    return changed.status;
  }

  async move(name: string): Promise<void> {
    await this.owner.http.post(`${this.itemPath()}/transitions`, { name, reason: 'so' });
    await this.product.settle();
  }

  async edit(fields: object): Promise<void> {
    const { version } = (await this.admin.http.get<Dated>(this.itemPath())).body;
    await this.admin.http.patch(this.itemPath(), fields, version);
    await this.product.settle();
  }

  async rounds(): Promise<Round[]> {
    return (await this.admin.http.get<Round[]>(`${this.itemPath()}/escalations`)).body;
  }

  async newest(): Promise<Round> {
    const [round] = await this.rounds();
    if (!round) throw new Error('nothing climbs');
    return round;
  }

  async acknowledge(person: GivenPerson, fields: object, round?: Round) {
    const { id, version } = round ?? (await this.newest());
    const answer = await person.http.post<Round & Refusal>(
      `${this.workspace.path}/escalations/${id}/acknowledgement`,
      { note: 'Called the supplier', ...fields },
      { 'if-match': `"${version}"` },
    );
    await this.product.settle();
    return answer;
  }

  async sweep(): Promise<void> {
    for (const name of ['flag-overdue', 'climb-escalations']) {
      await this.product.sweep(name);
      await this.product.settle();
    }
  }

  /** The days of November 2026 on which the sweeps run at ten in Shanghai. */
  async sweepOn(...days: number[]): Promise<void> {
    for (const day of days) {
      this.product.clock.set(new Date(Date.UTC(2026, 10, day, 2)));
      await this.sweep();
    }
  }

  /** Who was told, and on which day in Shanghai: `owner 20`. */
  async told(): Promise<string[]> {
    const { owner, sponsor, head, member } = this;
    const rows = await this.product.sql.query<{ user_id: string; told_at: Date }[]>(
      `SELECT s.user_id, s.told_at FROM escalation_steps s WHERE s.workspace_id = $1 AND s.told_at IS NOT NULL
       ORDER BY s.told_at, s.level`,
      [this.workspace.id],
    );
    const people = Object.entries({ owner, sponsor, head, member });
    const name = (id: string) => people.find(([, { userId }]) => userId === id)?.[0] ?? 'nobody';
    return rows.map((row) => `${name(row.user_id)} ${new Date(row.told_at.getTime() + SHANGHAI_MS).getUTCDate()}`);
  }

  private itemPath(): string {
    return `${this.workspace.path}/items/${this.item.key}`;
  }
}
