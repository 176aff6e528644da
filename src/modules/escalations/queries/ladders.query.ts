import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { localDateAt } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type AwayDays, ownTime, type OwnTimes, WhoIsAway, WorkingTimes } from '../../calendars/index.js';
import { Units } from '../../people/index.js';
import { ladderSeverity } from '../domain/escalation-policy.js';
import { STEP_ROLES, type StepRole } from '../domain/escalation-words.js';
import type { LadderFacts, StepPerson, ToldStep } from '../domain/ladder.js';
import { EscalationPolicies } from './escalation-policies.query.js';
import { type Sight, StepSight } from './step-sight.query.js';
import type { Subject } from './subject.js';

/** What a round has behind it. */
export interface RoundSoFar {
  readonly runsFrom: Date;
  readonly told: readonly ToldStep[];
}

/** The facts of each of the subjects that were asked for. */
export type FactsOf = (subject: Subject, round: RoundSoFar) => LadderFacts;

type Holders = Readonly<Record<StepRole, string | null>>;

/**
 * Everything that the ladder decides by, gathered for many subjects at once: the sweep and the forecast ask here, and so
 * cannot differ.
 */
@Injectable()
export class Ladders {
  constructor(
    private readonly policies: EscalationPolicies,
    private readonly units: Units,
    private readonly workingTimes: WorkingTimes,
    private readonly whoIsAway: WhoIsAway,
    private readonly sight: StepSight,
  ) {}

  /** In some ten statements, however many subjects there are. */
  async of(tx: Tx, workspace: WorkspaceRef, subjects: readonly Subject[]): Promise<FactsOf> {
    const policies = await this.policies.bySeverity(workspace.id, tx);
    const holders = await this.holdersOf(tx, workspace, subjects);
    const pairs = subjects.flatMap(({ id, itemId }) =>
      present(STEP_ROLES.map((who) => holders.get(id)?.[who] ?? null)).map((userId) => ({ itemId, userId })),
    );
    const people = [...new Set(pairs.map(({ userId }) => userId))];
    const sight = await this.sight.of(tx, workspace, pairs);
    const times = await this.workingTimes.ofAll(workspace, people, tx);
    const away = await this.whoIsAway.of(workspace, people, tx);
    const usual = { zone: workspace.timeZone, calendar: await this.workingTimes.ofWorkspace(workspace, tx) };
    return (subject, { runsFrom, told }) => ({
      policy: policies[ladderSeverity(subject.severity)],
      runsFrom,
      told,
      days: subject.owedBy === null ? usual : ownTime(times, subject.owedBy),
      people: standing(holders.get(subject.id), subject, sight, times, away),
    });
  }

  private async holdersOf(
    tx: Tx,
    { id: workspaceId }: WorkspaceRef,
    subjects: readonly Subject[],
  ): Promise<ReadonlyMap<string, Holders>> {
    const owing = [...new Set(present(subjects.map(({ owedBy }) => owedBy)))];
    const ownerless = subjects.filter(({ owedBy }) => owedBy === null).map(({ unitId }) => unitId);
    const ofPeople = await this.units.headsOfPeople(workspaceId, owing, tx);
    const ofUnits = await this.units.headsOfUnits(workspaceId, [...new Set(present(ownerless))], tx);
    return new Map(
      subjects.map(({ id, type, owedBy, ownerId, sponsorId, unitId }) => {
        const head = owedBy === null ? ofUnits.get(unitId ?? '') : ofPeople.get(owedBy);
        const assignee = type === 'containment' ? null : owedBy;
        return [id, { assignee, owner: ownerId, sponsor: sponsorId, unit_head: head ?? null }];
      }),
    );
  }
}

function standing(
  holders: Holders | undefined,
  { itemId }: Subject,
  sight: Sight,
  times: OwnTimes,
  away: AwayDays,
): LadderFacts['people'] {
  const person = (who: StepRole): StepPerson | null => {
    const userId = holders?.[who] ?? null;
    if (userId === null) return null;
    const { zone } = ownTime(times, userId);
    return { userId, ...sight(itemId, userId), isAway: (at) => away(userId, localDateAt(at, zone)) };
  };
  return {
    assignee: person('assignee'),
    owner: person('owner'),
    sponsor: person('sponsor'),
    unit_head: person('unit_head'),
  };
}

function present<T>(values: readonly (T | null)[]): T[] {
  return values.filter((value): value is T => value !== null);
}
