import { Inject, Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock, LocalDate } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { mayDo, Members } from '../../people/index.js';
import { problemsOfSpan } from '../domain/calendar-rules.js';
import { ABSENCE_NOUN } from '../domain/calendar-words.js';
import { Absence } from '../persistence/absence.entity.js';
import { lockCalendars } from './create-calendar.operation.js';

export interface NewAbsence {
  /** The caller when left out. */
  readonly userId?: string | null;
  readonly fromOn: LocalDate;
  /** The last day away. */
  readonly toOn: LocalDate;
  readonly note?: string | null;
}

const THE_PERSON = { en: 'the person or a lead', 'zh-CN': '本人或负责人(组长)' };
const OVERLAPS = {
  en: 'An absence from {from} to {to} is there already.',
  'zh-CN': '已有 {from} 至 {to} 的缺勤记录。',
};
const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是该工作区的成员' };

/** Notes that somebody is away, so that nothing he owes becomes late meanwhile. Everybody for himself, leads for all. */
@Injectable()
export class RecordAbsence {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: Members,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, { userId, fromOn, toOn, note }: NewAbsence): Promise<Absence> {
    const whose = userId ?? actor.userId;
    if (whose === null) throw notFound(ABSENCE_NOUN);
    refuseOthers(actor, whose);
    refuseFields(problemsOfSpan(fromOn, toOn, 'toOn'));
    return this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      await lockCalendars(tx, workspaceId);
      const stranger = (await this.members.strangersAmong(tx, workspaceId, [whose])).length > 0;
      refuseFields(stranger ? [{ field: 'userId', code: 'no_member', message: NO_MEMBER }] : []);
      const [other] = await tx.findBy(Absence, {
        ...{ workspaceId, userId: whose, cancelledAt: IsNull() },
        ...{ fromOn: LessThanOrEqual(toOn), toOn: MoreThanOrEqual(fromOn) },
      });
      if (other) {
        throw new DomainError('conflict', {
          reason: {
            en: OVERLAPS.en.replace('{from}', other.fromOn).replace('{to}', other.toOn),
            'zh-CN': OVERLAPS['zh-CN'].replace('{from}', other.fromOn).replace('{to}', other.toOn),
          },
        });
      }
      const written = { userId: whose, fromOn, toOn, note: note ?? '' };
      const at = { recordedBy: actor.userId, recordedAt: this.clock.now(), cancelledAt: null };
      const absence = tx.create(Absence, { id: newId(), workspaceId, ...written, ...at });
      await tx.insert(Absence, absence);
      await this.journal.record(tx, actor, {
        type: 'absence.recorded',
        subject: { type: 'absence', id: absence.id },
        changes: changesBetween({}, { userId: whose, fromOn, toOn }),
        facts: { userId: whose },
      });
      return absence;
    });
  }

  async cancel(actor: Actor, id: string): Promise<Absence> {
    return this.transactions.run(async (tx) => {
      await lockCalendars(tx, actor.workspace.id);
      const absence = await tx.findOneBy(Absence, { id, workspaceId: actor.workspace.id });
      if (!absence) throw notFound(ABSENCE_NOUN);
      refuseOthers(actor, absence.userId);
      if (absence.cancelledAt !== null) return absence;
      absence.cancelledAt = this.clock.now();
      await tx.update(Absence, { id }, { cancelledAt: absence.cancelledAt });
      await this.journal.record(tx, actor, {
        type: 'absence.cancelled',
        subject: { type: 'absence', id },
        facts: { userId: absence.userId },
      });
      return absence;
    });
  }
}

/** @throws DomainError not_yours */
function refuseOthers(actor: Actor, userId: string): void {
  if (actor.userId === userId || actor.role === 'system' || mayDo(actor.role, 'absences.write_all')) return;
  throw new DomainError('not_yours', { who: THE_PERSON });
}
