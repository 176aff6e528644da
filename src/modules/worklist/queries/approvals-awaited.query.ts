import { Injectable } from '@nestjs/common';

import type { Role, WorkspaceRef } from '../../../kernel/actor/index.js';
import { type LocalDate, localDateAt } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Candidate, mayDoTo, seesItem, Units } from '../../people/index.js';
import { WorkQuestion } from './work-question.js';
import type { WorkSource } from './work-source.js';
import { WorkSources } from './work-sources.registry.js';

/** A leave without which an item cannot go on. */
export interface ApprovalAwaited {
  /** Name of the source: `plan_to_approve`. */
  readonly kind: string;
  /** Of what is to be approved. */
  readonly subjectId: string;
  /** Last day on which it can be given; null where there is none. */
  readonly untilOn: LocalDate | null;
}

/** Of an item as it is written by now. */
interface WaitingItem {
  readonly id: string;
  readonly stage: string;
}

/** Whoever wrote nothing and asked for nothing: what waits at all, waits for him. */
const ANYBODY = { userId: '00000000-0000-0000-0000-000000000000', role: 'admin' as const, reach: [] };

/** A value is bound where it is read alone, so each is read when the policy asks for it. */
class Asked implements Candidate {
  readonly isAssigned = false;

  constructor(private readonly asked: WorkQuestion) {}

  get userId(): string {
    return this.asked.userId;
  }

  get role(): string {
    return this.asked.role;
  }

  get reach(): string {
    return this.asked.reach;
  }
}

/**
 * Which approvals an item waits for, and who could give them: the rows that stand in people's lists of work. So what
 * stops the clock of one is always before the eyes of another.
 */
@Injectable()
export class ApprovalsAwaited {
  constructor(
    private readonly sources: WorkSources,
    private readonly units: Units,
  ) {}

  async of(tx: Tx, workspace: WorkspaceRef, item: WaitingItem, now: Date): Promise<ApprovalAwaited[]> {
    return this.ask(tx, workspace, item, now, ANYBODY, () => 'true');
  }

  /** Those of them that this person could give himself, by the policy and for having written no part of it. */
  async within(
    tx: Tx,
    workspace: WorkspaceRef,
    item: WaitingItem,
    now: Date,
    userId: string,
  ): Promise<ApprovalAwaited[]> {
    const [member] = await tx.query<{ role: Role }[]>(
      'SELECT role FROM memberships WHERE workspace_id = $1 AND user_id = $2 AND deactivated_at IS NULL',
      [workspace.id, userId],
    );
    if (!member) return [];
    const reach = await this.units.inReach(workspace.id, userId, tx);
    return this.ask(tx, workspace, item, now, { userId, role: member.role, reach }, ({ requires }, asked) => {
      const who = new Asked(asked);
      return `${requires ? mayDoTo(requires, 'i', who) : 'true'} AND ${seesItem('i', who)}`;
    });
  }

  private async ask(
    tx: Tx,
    { id: workspaceId, timeZone }: WorkspaceRef,
    { id: itemId, stage }: WaitingItem,
    now: Date,
    person: { readonly userId: string; readonly role: Role; readonly reach: readonly string[] },
    may: (source: WorkSource, asked: WorkQuestion) => string,
  ): Promise<ApprovalAwaited[]> {
    const reader = { readerId: person.userId, readerRole: person.role };
    const today = localDateAt(now, timeZone);
    const asked = new WorkQuestion({ ...person, ...reader, workspaceId, today, lateUpTo: null, now });
    const item = asked.bind(itemId, 'uuid');
    const branches = [...this.sources.all].flatMap(([kind, source]) => {
      const { holdsUp, holdsUpIn = [stage], untilOn = 'NULL' } = source;
      if (holdsUp === undefined || !holdsUpIn.includes(stage)) return [];
      const { id, from, where } = source.select(asked);
      return `SELECT '${kind}' AS kind, ${id} AS "subjectId", ${untilOn}::date AS "untilOn" FROM ${from}
        WHERE i.id = ${item} AND (${where}) AND (${holdsUp}) AND (${may(source, asked)})`;
    });
    return branches.length === 0 ? [] : tx.query<ApprovalAwaited[]>(branches.join(' UNION ALL '), asked.values);
  }
}
