import { ModelPeople } from './model-people.js';
import { countWorked, orNextWorked, shifted, workedAfter, workedBefore, workedDaysLater } from './naive-days.js';
import {
  type Day,
  type Instant,
  isLook,
  type ItemAct,
  type Notice,
  type PlannedItem,
  type Quarter,
  type RecordNoun,
} from './script.js';

interface ModelItem {
  readonly name: string;
  readonly owner: string;
  state: 'active' | 'on_hold' | 'over';
}

interface ModelRecord {
  readonly noun: RecordNoun;
  readonly name: string;
  readonly item: ModelItem;
  assignee: string;
  dueOn: Day;
  state: 'open' | 'blocked' | 'over';
  /** The day, where who owes it is, on which its clock stopped. */
  stoodSince: Day | null;
  isFlagged: boolean;
  /** The due date that the last reminder named. */
  remindedOf: Day | null;
}

/**
 * Who must be told what and when, worked out from docs/work-and-deadlines.md and docs/working-calendars.md alone: record by
 * record at every look, with days counted one by one. It shares no code with the product.
 */
export function noticesOf(quarter: Quarter): Notice[] {
  const model = new SlowModel(quarter);
  for (const scene of quarter.scenes) {
    if (isLook(scene)) model.look(scene.at);
    else {
      for (const act of scene.people) model.people.apply(act);
      for (const act of scene.items) model.act(act, scene.at);
    }
  }
  return model.notices;
}

class SlowModel {
  readonly people: ModelPeople;
  readonly notices: Notice[] = [];
  private readonly items: Map<string, ModelItem>;
  private readonly records = new Map<string, ModelRecord>();

  constructor({ people, items }: Quarter) {
    this.people = new ModelPeople(people);
    this.items = new Map(items.map(({ name, owner }: PlannedItem) => [name, { name, owner, state: 'active' }]));
  }

  act(act: ItemAct, at: Instant): void {
    switch (act.act) {
      case 'adds':
        return this.add(act, at);
      case 'holds':
      case 'resumes':
      case 'cancels':
        return this.moveItem(act.item, act.act, at);
      case 'puts_to':
        return this.change(act.record, at, (record) => (record.dueOn = act.dueOn));
      case 'gives_to':
        return this.giveTo(act.record, act.assignee, at);
      case 'starts':
        return this.change(act.record, at, () => undefined);
      case 'blocks':
        return this.change(act.record, at, (record) => this.block(record, at));
      case 'unblocks':
        return this.change(act.record, at, (record) => this.unblock(record, at));
      case 'reopens':
        return this.change(act.record, at, (record) => Object.assign(record, { dueOn: act.dueOn, state: 'open' }));
      case 'finishes':
        Object.assign(found(this.records, act.record), { state: 'over', stoodSince: null, isFlagged: false });
    }
  }

  /** What has become due by now is told: late to who owes it and the owner, soon due to who owes it. */
  look(at: Instant): void {
    for (const record of this.records.values()) {
      const { item, noun, name, assignee, state, stoodSince, isFlagged, dueOn } = record;
      if (item.state !== 'active' || state !== 'open' || stoodSince !== null || isFlagged) continue;
      const today = this.people.today(assignee, at);
      if (today >= this.lateDay(record)) {
        record.isFlagged = true;
        this.tell(at, `${noun}.overdue`, name, [assignee, item.owner]);
      } else if (today >= this.reminderDay(record) && record.remindedOf !== dueOn) {
        record.remindedOf = dueOn;
        this.tell(at, `${noun}.due_soon`, name, [assignee]);
      }
    }
  }

  private add(act: ItemAct & { act: 'adds' }, at: Instant): void {
    const { noun, record: name, assignee, dueOn } = act;
    const record: ModelRecord = {
      ...{ noun, name, assignee, dueOn, item: found(this.items, act.item), state: 'open' },
      ...{ stoodSince: null, isFlagged: false, remindedOf: null },
    };
    this.records.set(name, record);
    if (noun !== 'task') return;
    this.tell(at, 'task.assigned', name, [assignee]);
    // Being given a task says its date; nobody is told of being given a milestone.
    if (this.people.today(assignee, at) >= this.reminderDay(record)) record.remindedOf = dueOn;
  }

  private moveItem(name: string, act: 'holds' | 'resumes' | 'cancels', at: Instant): void {
    const item = found(this.items, name);
    item.state = ({ holds: 'on_hold', resumes: 'active', cancels: 'over' } as const)[act];
    this.tell(at, 'item.stage_advanced', name, [item.owner]);
    for (const record of this.records.values()) {
      if (record.item !== item || record.state === 'over') continue;
      if (act === 'holds') record.stoodSince ??= this.people.today(record.assignee, at);
      if (act === 'resumes' && record.state !== 'blocked') this.goOn(record, at);
    }
  }

  private giveTo(name: string, assignee: string, at: Instant): void {
    this.change(name, at, (record) => (record.assignee = assignee));
    if (found(this.records, name).noun === 'task') this.tell(at, 'task.assigned', name, [assignee]);
  }

  private block(record: ModelRecord, at: Instant): void {
    record.state = 'blocked';
    record.stoodSince ??= this.people.today(record.assignee, at);
  }

  private unblock(record: ModelRecord, at: Instant): void {
    record.state = 'open';
    this.goOn(record, at);
  }

  /** The working days that the clock stood are given back. */
  private goOn(record: ModelRecord, at: Instant): void {
    if (record.stoodSince === null) return;
    const works = this.people.works(record.assignee);
    const stood = countWorked(works, record.stoodSince, this.people.today(record.assignee, at));
    record.dueOn = workedDaysLater(works, record.dueOn, stood);
    record.stoodSince = null;
  }

  /** A change takes the flag off what is late no more for who owes it then; while the clock stands, it stays what it was. */
  private change(name: string, at: Instant, how: (record: ModelRecord) => unknown): void {
    const record = found(this.records, name);
    how(record);
    const day = record.stoodSince ?? this.people.today(record.assignee, at);
    if (day < this.lateDay(record)) record.isFlagged = false;
  }

  private lateDay({ assignee, dueOn }: ModelRecord): Day {
    const works = this.people.works(assignee);
    return workedAfter(works, orNextWorked(works, dueOn));
  }

  /** The working day before, but at most 20 days ahead. */
  private reminderDay({ assignee, dueOn }: ModelRecord): Day {
    const works = this.people.works(assignee);
    const day = workedBefore(works, orNextWorked(works, dueOn));
    const earliest = shifted(dueOn, -20);
    return day < earliest ? earliest : day;
  }

  private tell(at: Instant, kind: string, about: string, whom: readonly string[]): void {
    for (const name of new Set(whom)) this.notices.push({ at, kind, about, whom: name });
  }
}

function found<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`nothing is called ${name}`);
  return thing;
}
