import { ModelLadder } from './model-ladder.js';
import { ModelPeople } from './model-people.js';
import {
  containmentOf,
  found,
  type ModelItem,
  type ModelRecord,
  standsFor,
  type Subject,
  subjectOf,
} from './model-state.js';
import { countWorked, orNextWorked, shifted, workedAfter, workedBefore, workedDaysLater } from './naive-days.js';
import {
  type Day,
  type Instant,
  isLook,
  type ItemAct,
  type Notice,
  type PeopleAct,
  type Quarter,
  type Severity,
} from './script.js';

/** What the model works out of a quarter. */
export interface Worked {
  readonly notices: readonly Notice[];
  /** What came up at least once, in words. */
  readonly situations: ReadonlySet<string>;
}

/**
 * Who must be told what and when, worked out from docs/work-and-deadlines.md, docs/working-calendars.md and
 * docs/escalation.md alone: record by record at every look, with days counted one by one. It shares no code with the product.
 */
export function workOut(quarter: Quarter): Worked {
  const model = new SlowModel(quarter);
  for (const scene of quarter.scenes) {
    if (isLook(scene)) model.look(scene.at);
    else {
      for (const act of scene.people) model.changeDays(act);
      for (const act of scene.items) model.act(act, scene.at);
    }
  }
  return { notices: model.notices, situations: model.situations };
}

class SlowModel {
  readonly notices: Notice[] = [];
  private readonly people: ModelPeople;
  private readonly ladder: ModelLadder;
  private readonly items: Map<string, ModelItem>;
  private readonly records = new Map<string, ModelRecord>();

  constructor({ people, units, items }: Quarter) {
    this.people = new ModelPeople(people, units);
    this.ladder = new ModelLadder(this.people, (...said) => this.tell(...said));
    this.items = new Map(
      items.map((item) => [
        item.name,
        { ...item, state: 'active', isContained: false, isPlanAwaited: false, wasApproved: false },
      ]),
    );
  }

  get situations(): ReadonlySet<string> {
    return this.ladder.situations;
  }

  changeDays(act: PeopleAct): void {
    if (act.act === 'sets_policy') this.ladder.setPolicy(act.severity, act.graces);
    else this.people.apply(act);
  }

  /** Whatever happens to a record, or to its item, makes the ladder look at it at once. */
  act(act: ItemAct, at: Instant): void {
    switch (act.act) {
      case 'adds':
        return this.add(act, at);
      case 'holds':
      case 'resumes':
      case 'cancels':
        return this.moveItem(act.item, act.act, at);
      case 'sets_severity':
        return this.setSeverity(act.item, act.severity, at);
      case 'contains':
        return this.contain(act.item, at);
      case 'acknowledges':
        return this.ladder.acknowledge(this.subject(act), act.by, act.until, at);
      case 'puts_to':
        return this.putTo(act.record, act.dueOn, at);
      case 'gives_to':
        return this.giveTo(act.record, act.assignee, at);
      case 'starts':
        return this.change(act.record, at, () => undefined);
      case 'blocks':
        return this.change(act.record, at, (record) => (record.state = 'blocked'));
      case 'unblocks':
        return this.change(act.record, at, (record) => (record.state = 'open'));
      case 'reopens':
        return this.change(act.record, at, (record) => Object.assign(record, { dueOn: act.dueOn, state: 'open' }));
      case 'finishes':
        return this.finish(act.record, at);
      case 'asks_for':
        this.tell(at, 'approval.requested', act.approval, [act.approver]);
        return this.await(act.record, act.approver, at);
      case 'decides':
        this.tell(at, 'approval.approved', act.approval, [found(this.records, act.record).assignee]);
        return this.await(act.record, null, at);
      case 'links':
        found(this.records, act.successor).after = found(this.records, act.record);
        return this.keepClocks(found(this.items, act.item), at);
      case 'submits_plan':
      case 'approves_plan':
        return this.awaitPlan(found(this.items, act.item), act.act === 'submits_plan', at);
    }
  }

  /** What has become due by now is told: late to who owes it and the owner, soon due to who owes it; then the ladder. */
  look(at: Instant): void {
    this.lookAtDates(at);
    for (const item of this.items.values()) this.lookAtLadders(item, at);
  }

  private lookAtDates(at: Instant): void {
    for (const record of this.records.values()) {
      const { item, noun, name, assignee, state, stoodSince, isFlagged, dueOn } = record;
      if (item.state !== 'active' || state !== 'open' || isFlagged) continue;
      const today = this.people.today(assignee, at);
      if (stoodSince !== null) {
        if (today >= this.lateDay(record))
          this.ladder.situations.add(`late, but for ${standsFor(record) ?? 'nothing'}`);
        continue;
      }
      if (today >= this.lateDay(record)) {
        record.isFlagged = true;
        this.ladder.begin(subjectOf(record), at);
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
      ...{ approver: null, after: null, stoodSince: null, isFlagged: false, remindedOf: null },
    };
    this.records.set(name, record);
    this.keepClocks(record.item, at);
    if (noun !== 'task') return;
    this.tell(at, 'task.assigned', name, [assignee]);
    // Being given a task says its date; nobody is told of being given a milestone.
    if (this.people.today(assignee, at) >= this.reminderDay(record)) record.remindedOf = dueOn;
  }

  private moveItem(name: string, act: 'holds' | 'resumes' | 'cancels', at: Instant): void {
    const item = found(this.items, name);
    item.state = ({ holds: 'on_hold', resumes: 'active', cancels: 'over' } as const)[act];
    this.tell(at, 'item.stage_advanced', name, [item.owner]);
    if (act === 'cancels') for (const record of this.recordsOf(item)) this.ladder.end(subjectOf(record));
    this.keepClocks(item, at);
    if (act === 'resumes') this.ladder.goOn(containmentOf(item), at);
    if (act === 'cancels') this.ladder.end(containmentOf(item));
    this.lookAtLadders(item, at);
  }

  /** A P0 climbs until it is contained, and everything below it by the ladder of its severity. */
  private setSeverity(name: string, severity: Severity, at: Instant): void {
    const item = found(this.items, name);
    item.severity = severity;
    if (severity !== 'P0') this.ladder.end(containmentOf(item));
    else if (!item.isContained) this.ladder.begin(containmentOf(item), at);
    this.lookAtLadders(item, at);
  }

  private contain(name: string, at: Instant): void {
    const item = found(this.items, name);
    item.isContained = true;
    this.ladder.end(containmentOf(item));
    this.lookAtLadders(item, at);
  }

  private putTo(name: string, dueOn: Day, at: Instant): void {
    const isPutOff = dueOn > found(this.records, name).dueOn;
    this.change(name, at, (record) => {
      record.dueOn = dueOn;
      if (isPutOff) this.ladder.beginAnew(subjectOf(record), at);
    });
  }

  private giveTo(name: string, assignee: string, at: Instant): void {
    this.change(name, at, (record) => {
      record.assignee = assignee;
      this.ladder.beginAnew(subjectOf(record), at);
    });
    if (found(this.records, name).noun === 'task') this.tell(at, 'task.assigned', name, [assignee]);
  }

  private finish(name: string, at: Instant): void {
    const record = found(this.records, name);
    Object.assign(record, { state: 'over', approver: null, stoodSince: null, isFlagged: false });
    this.ladder.end(subjectOf(record));
    this.keepClocks(record.item, at);
  }

  /** An approval that is given, or void because the plan is written on, is something that happens to the item. */
  private awaitPlan(item: ModelItem, isAwaited: boolean, at: Instant): void {
    item.isPlanAwaited = isAwaited;
    this.keepClocks(item, at);
    if (item.wasApproved || !isAwaited) this.lookAtLadders(item, at);
    item.wasApproved = !isAwaited;
  }

  private await(name: string, approver: string | null, at: Instant): void {
    this.change(name, at, (record) => (record.approver = approver));
  }

  /** On hold, blocked, or waiting for an approval that somebody else owes: the clock stands, and goes on afterwards. */
  private keepClocks(item: ModelItem, at: Instant): void {
    for (const record of this.recordsOf(item)) {
      if (record.state === 'over' || item.state === 'over') continue;
      const stands = item.state === 'on_hold' || standsFor(record) !== null;
      if (stands) record.stoodSince ??= this.people.today(record.assignee, at);
      else if (record.stoodSince !== null) {
        this.goOn(record, at);
        this.ladder.look(subjectOf(record), at);
      }
    }
  }

  /** The working days that the clock stood are given back. */
  private goOn(record: ModelRecord, at: Instant): void {
    if (record.stoodSince === null) return;
    const works = this.people.works(record.assignee);
    const stood = countWorked(works, record.stoodSince, this.people.today(record.assignee, at));
    record.dueOn = workedDaysLater(works, record.dueOn, stood);
    record.stoodSince = null;
    this.ladder.goOn(subjectOf(record), at);
  }

  /** A change takes the flag off what is late no more for who owes it then; while the clock stands, it stays what it was. */
  private change(name: string, at: Instant, how: (record: ModelRecord) => unknown): void {
    const record = found(this.records, name);
    how(record);
    this.keepClocks(record.item, at);
    const day = record.stoodSince ?? this.people.today(record.assignee, at);
    if (day < this.lateDay(record)) record.isFlagged = false;
    if (!record.isFlagged) this.ladder.end(subjectOf(record));
    this.ladder.look(subjectOf(record), at);
  }

  private lookAtLadders(item: ModelItem, at: Instant): void {
    for (const record of this.recordsOf(item)) this.ladder.look(subjectOf(record), at);
    this.ladder.look(containmentOf(item), at);
  }

  private subject({ item, record }: ItemAct & { act: 'acknowledges' }): Subject {
    return record === null ? containmentOf(found(this.items, item)) : subjectOf(found(this.records, record));
  }

  private recordsOf(item: ModelItem): ModelRecord[] {
    return [...this.records.values()].filter((record) => record.item === item);
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
