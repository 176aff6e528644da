import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { type Clock, dueStanding, lateUpTo, localDateAt } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { type OwnTime, WorkingTimes } from '../../calendars/index.js';
import { Delegations, type PersonsWorkspace, Units, Workspaces } from '../../people/index.js';
import type { OwedRow, WorkRow } from '../domain/work-row.js';
import { WORK_SECTIONS } from '../domain/work-section.js';
import { WorkQuestion } from './work-question.js';
import type { WorkSource } from './work-source.js';
import { WorkSources } from './work-sources.registry.js';
import { type WorkPosition, workStatement } from './work-statement.js';

export interface WorkFilter {
  /** Slug. */
  readonly workspace?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Whose duty, and whose sources of it. */
interface Duty {
  readonly principal: Pick<PersonsWorkspace, 'role'> & { readonly userId: string };
  readonly sources: ReadonlyMap<string, WorkSource>;
}

const WORKSPACE = { en: 'workspace', 'zh-CN': '工作区' };

/** All that a person owes, in every workspace of his, as one list (E-07). */
@Injectable()
export class MyWork {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
    private readonly delegations: Delegations,
    private readonly units: Units,
    private readonly workingTimes: WorkingTimes,
    private readonly sources: WorkSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found for a workspace the person does not belong to, invalid_cursor */
  async run(userId: string, { workspace, limit, cursor }: WorkFilter): Promise<Page<WorkRow>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 'number', 'day', 'text', 'id');
    const mine = await this.workspaces.ofPerson(userId, workspace);
    if (workspace !== undefined && mine.length === 0) throw notFound(WORKSPACE);
    const rows = await this.workspaces.askInEach(mine, (one) => this.owedIn(one, userId, limit + 1, after));
    return pageOf(onceEach(rows.sort(inOrder)), limit, (row) => [...positionOf(row)]);
  }

  /** The first of one workspace; of all of them together the first are among those. */
  private async owedIn(
    workspace: PersonsWorkspace,
    userId: string,
    limit: number,
    after: WorkPosition | undefined,
  ): Promise<WorkRow[]> {
    const own = await this.workingTimes.of(workspace, userId);
    const rows: WorkRow[] = [];
    for (const duty of await this.dutiesOf(workspace, userId)) {
      rows.push(...(await this.rowsOf(workspace, userId, own, duty, limit, after)));
    }
    return rows;
  }

  /** His own first, then the approvals that others handed over to him. */
  private async dutiesOf(workspace: PersonsWorkspace, userId: string): Promise<Duty[]> {
    const { role } = workspace;
    const handedOver = await this.delegations.principalsOf(workspace, userId);
    return [
      { principal: { userId, role }, sources: this.sources.all },
      ...handedOver.map((principal) => ({ principal, sources: this.sources.approvals })),
    ];
  }

  private async rowsOf(
    workspace: PersonsWorkspace,
    readerId: string,
    { zone, calendar }: OwnTime,
    { principal, sources }: Duty,
    limit: number,
    after: WorkPosition | undefined,
  ): Promise<WorkRow[]> {
    if (sources.size === 0) return [];
    const now = this.clock.now();
    const today = localDateAt(now, zone);
    const asked = new WorkQuestion({
      ...principal,
      reach: await this.units.inReach(workspace.id, principal.userId),
      readerId,
      readerRole: workspace.role,
      workspaceId: workspace.id,
      today,
      lateUpTo: lateUpTo(today, calendar),
      now,
    });
    const statement = workStatement(sources, asked, limit, after);
    const rows = await this.transactions.reader.query<OwedRow[]>(statement, asked.values);
    const onBehalfOf = principal.userId === readerId ? null : principal.userId;
    return rows.map((row) => {
      const source = this.sources.of(row.kind);
      const told = { why: source.why(row), clearing: source.clearing(row) };
      return { ...row, ...told, ...standing(row, today, calendar), workspace: workspace.slug, onBehalfOf };
    });
  }
}

/** What the section says of late and today holds; the calendar says by how many days. */
function standing(
  { dueOn, stoppedOn, section }: OwedRow,
  today: string,
  calendar: OwnTime['calendar'],
): Pick<WorkRow, 'state' | 'overdueDays'> {
  if (section === 'due_today') return { state: 'due_today', overdueDays: 0 };
  if (section !== 'overdue') return { state: dueOn === null ? null : 'upcoming', overdueDays: 0 };
  const days = dueOn === null ? 0 : dueStanding({ dueOn, stoppedOn }, today, calendar).overdueDays;
  return { state: 'overdue', overdueDays: Math.max(1, days) };
}

function positionOf({ section, day, kind, id }: OwedRow): WorkPosition {
  return [WORK_SECTIONS.indexOf(section) + 1, day, kind, id];
}

function inOrder(one: WorkRow, other: WorkRow): number {
  const [ours, theirs] = [positionOf(one), positionOf(other)];
  const at = ours.findIndex((place, index) => place !== theirs[index]);
  // His own before what he may do for somebody.
  if (at === -1) return Number(one.onBehalfOf !== null) - Number(other.onBehalfOf !== null);
  return (ours[at] ?? 0) < (theirs[at] ?? 0) ? -1 : 1;
}

/** What he may approve himself he need not approve for another. */
function onceEach(sorted: readonly WorkRow[]): WorkRow[] {
  return sorted.filter((row, index) => {
    const before = sorted[index - 1];
    return before?.id !== row.id || before.kind !== row.kind;
  });
}
