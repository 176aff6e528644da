import type { SpecProduct } from '../harness/index.js';
import { acknowledge } from './acknowledging.js';
import { accepted, type Cast } from './cast.js';
import { type ActsAt, type Instant, isLook, type ItemAct, type PeopleAct, type Scene } from './script.js';
import { wait } from './waiting.js';
import type { WorkerCrew } from './worker-crew.js';

const DEADLINES = ['flag-overdue', 'remind-before-due'];
/** After the others’ events: what was flagged by them begins to climb. */
const LADDER = ['climb-escalations'];
const AT_ONCE = 4;

/** The statuses that a script’s words for tasks and milestones are in the product. */
const STATUSES = {
  task: { starts: 'doing', blocks: 'blocked', unblocks: 'doing', finishes: 'done', reopens: 'todo' },
  milestone: { starts: 'planned', blocks: 'planned', unblocks: 'planned', finishes: 'reached', reopens: 'planned' },
} as const;

/** Plays scenes to the product: people act over HTTP, workers look. */
export class Play {
  constructor(
    private readonly product: SpecProduct,
    private readonly cast: Cast,
    private readonly crew: WorkerCrew,
  ) {}

  async scene(scene: Scene): Promise<void> {
    this.product.clock.set(new Date(scene.at));
    if (!isLook(scene)) return this.acts(scene);
    // Each sweep goes by its own interval: which of them comes first is anybody’s guess.
    if (scene.restartsIn === 'deadlines') await this.crew.sweepAndRestart(DEADLINES);
    else await this.crew.sweep([...DEADLINES].reverse());
    await this.crew.settle();
    if (scene.restartsIn === 'ladder') await this.crew.sweepAndRestart(LADDER);
    else await this.crew.sweep(LADDER);
    await this.crew.settle();
  }

  /** Items are independent of each other, so some are worked on at once. */
  private async acts({ at, people, items }: ActsAt): Promise<void> {
    for (const act of people) await this.peopleAct(act, at);
    const left = [...items];
    const workOff = async () => {
      for (let act = left.shift(); act; act = left.shift()) await this.itemAct(act, at);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, workOff));
    await this.crew.settle();
  }

  private async peopleAct(act: PeopleAct, at: Instant): Promise<void> {
    const { workspace, lead, made, calendars } = this.cast;
    switch (act.act) {
      case 'goes_away': {
        const body = { userId: this.userId(act.person), fromOn: act.from, toOn: act.to };
        made.set(act.absence, (await this.post<{ id: string }>('/absences', body, at)).id);
        return;
      }
      case 'stays_after_all':
        await this.post(`/absences/${made.get(act.absence) ?? ''}/cancel`, {}, at);
        return;
      case 'moves': {
        const path = `${workspace.path}/members/${this.userId(act.person)}/working-time`;
        const { version } = accepted(await lead.http.get<{ version: number }>(path), act, at);
        accepted(await lead.http.patch(path, { timeZone: act.zone }, version), act, at);
        return;
      }
      case 'sets_day': {
        const path = `${workspace.path}/calendars/${calendars.get(act.country) ?? ''}`;
        accepted(await lead.http.putLatest(`${path}/days/${act.day}`, { kind: act.kind }, path), act, at);
        return;
      }
      case 'sets_policy': {
        const path = `${workspace.path}/escalation-policies`;
        const shown = accepted(await lead.http.get<{ severity: string; version: number }[]>(path), act, at);
        const { version = 0 } = shown.find(({ severity }) => severity === act.severity) ?? {};
        accepted(await lead.http.put(`${path}/${act.severity}`, { graces: act.graces }, version), act, at);
      }
    }
  }

  private async itemAct(act: ItemAct, at: Instant): Promise<void> {
    switch (act.act) {
      case 'adds':
        return this.add(act, at);
      case 'holds':
      case 'resumes':
      case 'cancels': {
        const name = act.act.slice(0, -1);
        await this.post(`/items/${this.key(act.item)}/transitions`, { name, reason: 'As the script says' }, at);
        return;
      }
      case 'sets_severity':
        return this.changeItem(act.item, 'PATCH', '', { severity: act.severity }, at);
      case 'contains':
        return this.changeItem(act.item, 'PUT', '/containment', { actions: 'Switched off', containedAt: at }, at);
      case 'acknowledges':
        return acknowledge(this.cast, act, at);
      case 'asks_for':
      case 'decides':
      case 'links':
      case 'submits_plan':
      case 'approves_plan':
        return wait(this.cast, act, at);
      case 'puts_to':
        return this.change(act.record, { dueOn: act.dueOn }, at);
      case 'gives_to':
        return this.change(act.record, { assigneeId: this.userId(act.assignee) }, at);
      case 'reopens':
        return this.change(act.record, { status: STATUSES[nounOf(act.record)].reopens, dueOn: act.dueOn }, at);
      case 'starts':
      case 'blocks':
      case 'unblocks':
      case 'finishes':
        return this.change(act.record, { status: STATUSES[nounOf(act.record)][act.act] }, at);
    }
  }

  private async add(act: ItemAct & { act: 'adds' }, at: Instant): Promise<void> {
    const { noun, record, assignee, dueOn } = act;
    const body = { title: record, assigneeId: this.userId(assignee), dueOn };
    const path = `/items/${this.key(act.item)}/${noun}s`;
    const stage = noun === 'milestone' ? { stage: 'pilot' } : {};
    this.cast.made.set(record, (await this.post<{ id: string }>(path, { ...body, ...stage }, at)).id);
  }

  private async change(record: string, fields: object, at: Instant): Promise<void> {
    const { workspace, lead, made } = this.cast;
    const path = `${workspace.path}/${nounOf(record)}s/${made.get(record) ?? ''}`;
    const { version } = accepted(await lead.http.get<{ version: number }>(path), fields, at);
    const body = { reason: 'As the script says', ...fields };
    accepted(await lead.http.patch(path, body, version), { record, ...body }, at);
  }

  private async changeItem(item: string, method: string, below: string, body: object, at: Instant): Promise<void> {
    const { workspace, lead } = this.cast;
    const path = `${workspace.path}/items/${this.key(item)}`;
    const { version } = accepted(await lead.http.get<{ version: number }>(path), { item, ...body }, at);
    const headers = { 'if-match': `"${version}"` };
    accepted(await lead.http.call(method, `${path}${below}`, body, headers), { item, ...body }, at);
  }

  private async post<Body>(path: string, body: object, at: Instant): Promise<Body> {
    const { workspace, lead } = this.cast;
    return accepted(await lead.http.post<Body>(`${workspace.path}${path}`, body), { path, ...body }, at);
  }

  private key(item: string): string {
    return this.cast.items.get(item)?.key ?? item;
  }

  private userId(person: string): string {
    return this.cast.people.get(person)?.userId ?? person;
  }
}

/** Records are named after what they are: `I17-T2`. */
function nounOf(record: string): 'task' | 'milestone' {
  return record.includes('-T') ? 'task' : 'milestone';
}
