import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import type { LocalDate } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Absence } from '../persistence/absence.entity.js';

/** Whether a person is absent on a day of his. */
export type AwayDays = (userId: string, day: LocalDate) => boolean;

/** The recorded absences of people. A weekend or a holiday is none: who is off for days can still be told. */
@Injectable()
export class WhoIsAway {
  async of(workspace: WorkspaceRef, userIds: readonly string[], tx: Tx): Promise<AwayDays> {
    const where = { workspaceId: workspace.id, userId: In([...userIds]), cancelledAt: IsNull() };
    const absences = await tx.findBy(Absence, where);
    return (userId, day) =>
      absences.some((absence) => absence.userId === userId && absence.fromOn <= day && day <= absence.toOn);
  }
}
