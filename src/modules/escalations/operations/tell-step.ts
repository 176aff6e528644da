import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { stepName, SUBJECT_NAMES } from '../domain/escalation-words.js';
import type { DueStep, PassedStep } from '../domain/ladder.js';
import type { EscalationStep } from '../persistence/escalation-step.entity.js';
import type { Escalation } from '../persistence/escalation.entity.js';
import type { Subject } from '../queries/subject.js';
import { subjectFacts } from './subject-facts.js';

// Its key lets a step be told once, whoever else tries; one that was passed over before may still have its turn.
const TELL = `
  INSERT INTO escalation_steps (escalation_id, level, workspace_id, who, user_id, due_at, told_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (escalation_id, level) DO UPDATE
    SET user_id = excluded.user_id, due_at = excluded.due_at, told_at = excluded.told_at, passed_because = NULL
    WHERE escalation_steps.told_at IS NULL
  RETURNING level`;

const PASS = `
  INSERT INTO escalation_steps (escalation_id, level, workspace_id, who, user_id, passed_because)
  SELECT $1, p.level, $2, p.who, p.user_id, p.reason
  FROM unnest($3::smallint[], $4::text[], $5::uuid[], $6::text[]) AS p (level, who, user_id, reason)
  ON CONFLICT (escalation_id, level) DO NOTHING`;

/** Writes what becomes of the steps of a round. */
@Injectable()
export class TellStep {
  constructor(private readonly journal: Journal) {}

  /** @returns whether it was this call that told */
  async tell(tx: Tx, actor: Actor, round: Escalation, subject: Subject, step: DueStep, at: Date): Promise<boolean> {
    const { id, workspaceId, itemId } = round;
    const { level, who, userId, dueAt } = step;
    const told = await tx.query<unknown[]>(TELL, [id, level, workspaceId, who, userId, dueAt, at]);
    if (told.length === 0) return false;
    await this.journal.record(tx, actor, {
      type: 'escalation.raised',
      subject: { type: 'escalation', id },
      itemId,
      changes: { [who]: { from: null, to: userId } },
      facts: {
        ...subjectFacts(subject),
        ...{ aboutName: SUBJECT_NAMES[subject.type], stepName: stepName(subject.type, who) },
        ...{ step: who, level, round: round.round, told: userId, dueOn: subject.dueOn, severity: subject.severity },
      },
    });
    return true;
  }

  /** Notes which of the steps still ahead are passed over, in place of what was noted before. */
  async pass(
    tx: Tx,
    round: Escalation,
    before: readonly EscalationStep[],
    passed: readonly PassedStep[],
  ): Promise<void> {
    const told = Math.max(0, ...before.filter(({ toldAt }) => toldAt !== null).map(({ level }) => level));
    const noted = before.filter(({ level, toldAt }) => toldAt === null && level > told);
    const word = (level: number, userId: string | null, reason: string | null) => `${level} ${userId} ${reason}`;
    const was = noted.map((step) => word(step.level, step.userId, step.passedBecause)).sort();
    const is = passed.map((step) => word(step.level, step.userId, step.reason)).sort();
    if (was.join() === is.join()) return;
    await tx.query('DELETE FROM escalation_steps WHERE escalation_id = $1 AND told_at IS NULL AND level > $2', [
      round.id,
      told,
    ]);
    await tx.query(PASS, [
      ...[round.id, round.workspaceId, passed.map(({ level }) => level), passed.map(({ who }) => who)],
      ...[passed.map(({ userId }) => userId), passed.map(({ reason }) => reason)],
    ]);
  }
}
