import { Inject } from '@nestjs/common';
import { In } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { type Clock, localDateAt, wentOnAt } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Accompanies, changesBetween, type Companion, Journal, type JournalEntry } from '../../audit/index.js';
import { ownTime, WorkingTimes } from '../../calendars/index.js';
import { deadlineBelow, Item, stagesAfter } from '../../items/index.js';
import { ALWAYS, IF_AWAITED, IF_CHANGED } from '../domain/clock-events.js';
import { heldUp, type Holder } from '../domain/held-up.js';
import { OWED_KINDS } from '../domain/owed-record.js';
import { ListDependencies } from '../queries/list-dependencies.query.js';
import type { ScheduledRecord } from '../queries/owed-records.query.js';
import { AwaitApprovals } from './await-approvals.js';
import { KeepFinish } from './keep-finish.js';
import { OwedKinds } from './owed-kinds.js';
import { standsByItself } from './owed-kind.js';

/** Tells the locks that keep two apart who look at one item from the locks for anything else. */
const LOCK = 1_795_720_010;

type HeldUp = ReadonlyMap<string, readonly string[]>;

/** An open record, and how its clock stands once it was looked at. */
interface KeptClock extends Pick<ScheduledRecord, 'kind' | 'record'> {
  readonly after: ReturnType<typeof deadlineBelow>;
  readonly heldUpBy: readonly string[];
  readonly changes: ReturnType<typeof changesBetween>;
}

/**
 * The one place that lets the clocks below an item stand and go on (E-06, docs/decisions/0011): on hold, blocked, or for an
 * approval that somebody else owes. In the transaction of whatever brings it about, so that no sweep sees the one without
 * the other.
 */
@Accompanies([...ALWAYS, ...IF_CHANGED, ...IF_AWAITED])
export class KeepClocks implements Companion {
  constructor(
    private readonly kinds: OwedKinds,
    private readonly approvals: AwaitApprovals,
    private readonly dependencies: ListDependencies,
    private readonly workingTimes: WorkingTimes,
    private readonly finish: KeepFinish,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async accompany(tx: Tx, actor: Actor, { type, itemId }: JournalEntry): Promise<void> {
    if (itemId == null) return;
    if (IF_AWAITED.includes(type) && !(await this.approvals.isAny(tx, itemId))) return;
    await this.keep(tx, actor, itemId, this.clock.now(), !IF_CHANGED.includes(type));
  }

  /** @param always also when nothing is awaited that was not, or the other way round */
  async keep(tx: Tx, actor: Actor, itemId: string, at: Date, always: boolean): Promise<void> {
    // Two who write below one item would each miss what the other has not committed.
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, itemId]);
    const item = await tx.findOneByOrFail(Item, { id: itemId });
    // On hold nobody can give anything; what was awaited is awaited still when it goes on.
    const isChanged = item.status !== 'on_hold' && (await this.approvals.settle(tx, actor.workspace, item, at));
    if (!isChanged && !always && !(await this.approvals.isAny(tx, itemId))) return;
    const { clocks, holders } = await this.movingUnderLocks(tx, actor, item, at);
    for (const clock of clocks) await this.write(tx, actor, item, clock, at);
    await this.finish.keep(tx, actor, item, item.status === 'on_hold' || holdsUpFinish(holders, item), at);
  }

  /**
   * What has to be written, each record locked. What stays as it is takes no lock: whoever is writing it waits for us, with
   * that record in his hands.
   */
  private async movingUnderLocks(
    tx: Tx,
    actor: Actor,
    item: Item,
    at: Date,
  ): Promise<{ clocks: KeptClock[]; holders: readonly Holder[] }> {
    const locked = new Set<string>();
    for (;;) {
      const open = await this.open(tx, item.id);
      // Nothing is dated: no clock to keep, however long it waits.
      if (open.length === 0 && item.plannedFinish === null && item.finishStoppedOn === null) {
        return { clocks: [], holders: [] };
      }
      const holders = item.status === 'active' ? await this.holders(tx, actor, item, open, at) : [];
      const clocks = (await this.clocks(tx, actor, item, open, holders, at)).filter(isMoving);
      const others = clocks.filter(({ record }) => !locked.has(record.id));
      if (others.length === 0) return { clocks, holders };
      // What they hold is looked at again once it is ours.
      await this.lock(tx, others);
      for (const { record } of others) locked.add(record.id);
    }
  }

  /** How the clock of each open record stands by now. */
  private async clocks(
    tx: Tx,
    { workspace }: Actor,
    item: Item,
    open: readonly ScheduledRecord[],
    holders: readonly Holder[],
    at: Date,
  ): Promise<KeptClock[]> {
    if (open.length === 0) return [];
    const held = item.status === 'active' ? await this.heldUp(tx, item, open, holders) : undefined;
    const people = open.map(({ record }) => record.assigneeId);
    const times = await this.workingTimes.ofAll(workspace, [...new Set(people)], tx);
    return open.map(({ kind, record }) => {
      const { zone, calendar } = ownTime(times, record.assigneeId);
      const heldUpBy = held ? (held.get(record.id) ?? []) : record.heldUpBy;
      const stands = standsByItself(this.kinds.of(kind), { ...record, heldUpBy });
      const after = deadlineBelow(item, record, stands, localDateAt(at, zone), calendar);
      return { kind, record, after, heldUpBy, changes: changesBetween(record, after) };
    });
  }

  private async lock(tx: Tx, clocks: readonly KeptClock[]): Promise<void> {
    for (const kind of OWED_KINDS) {
      const ids = clocks.filter((clock) => clock.kind === kind).map(({ record }) => record.id);
      if (ids.length === 0) continue;
      const lock = { mode: 'pessimistic_write' } as const;
      await tx.find(this.kinds.of(kind).entity, {
        select: { id: true },
        where: { id: In(ids) },
        order: { id: 'ASC' },
        lock,
      });
    }
  }

  private async open(tx: Tx, itemId: string): Promise<ScheduledRecord[]> {
    const found: ScheduledRecord[] = [];
    for (const kind of OWED_KINDS) {
      const { entity, open } = this.kinds.of(kind);
      const records = await tx.find(entity, {
        where: { itemId, status: In([...open]) },
        order: { id: 'ASC' },
      });
      found.push(...records.map((record) => ({ kind, record, isOpen: true, finishedAt: null })));
    }
    return found;
  }

  private holders(
    tx: Tx,
    { workspace }: Actor,
    item: Item,
    open: readonly ScheduledRecord[],
    at: Date,
  ): Promise<readonly Holder[]> {
    const owing = open.map(({ record }) => record.assigneeId);
    const people = new Set(item.ownerId === null ? owing : [...owing, item.ownerId]);
    return this.approvals.holders(tx, workspace, item, [...people], at);
  }

  private async heldUp(
    tx: Tx,
    item: Item,
    open: readonly ScheduledRecord[],
    holders: readonly Holder[],
  ): Promise<HeldUp> {
    if (holders.length === 0) return new Map();
    const present = open.filter(({ record }) => record.cycle === item.cycle);
    const ahead = [item.stage, ...stagesAfter(item.stage)];
    const records = present.map(({ record: { id, assigneeId, stage } }) => ({
      id,
      assigneeId,
      isAhead: ahead.some((one) => one === stage),
    }));
    return heldUp(records, await this.dependencies.standing(tx, item), holders);
  }

  private async write(
    tx: Tx,
    actor: Actor,
    item: Item,
    { kind, record, after, heldUpBy, changes }: KeptClock,
    at: Date,
  ): Promise<void> {
    const isMoved = Object.keys(changes).length > 0;
    const version = record.version + (isMoved ? 1 : 0);
    const written = { ...after, heldUpBy: [...heldUpBy], wentOnAt: wentOnAt(record, after, at), version };
    await tx.update(this.kinds.of(kind).entity, { id: record.id }, written);
    if (!isMoved) return;
    const { itemKey, title, assigneeId } = record;
    await this.journal.record(tx, actor, {
      type: `${kind}.${after.stoppedOn === null ? 'clock_resumed' : 'clock_stopped'}`,
      subject: { type: kind, id: record.id },
      itemId: item.id,
      changes,
      facts: { itemKey, title, assigneeId, dueOn: after.dueOn, ownerId: item.ownerId },
    });
  }
}

function isMoving({ record, heldUpBy, changes }: KeptClock): boolean {
  return Object.keys(changes).length > 0 || heldUpBy.join() !== record.heldUpBy.join();
}

/** Whoever answers for the item answers for its finish: what he could give himself does not keep him waiting. */
function holdsUpFinish(holders: readonly Holder[], { ownerId }: Item): boolean {
  return holders.some((holder) => holder.recordId === null && !(ownerId !== null && holder.mayGive(ownerId)));
}
