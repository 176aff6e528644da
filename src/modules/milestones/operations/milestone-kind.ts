import { type OwedKind, type OwedRecord, ProvidesOwedKind } from '../../schedules/index.js';
import { MILESTONE_NOUN } from '../domain/milestone-words.js';
import { Milestone } from '../persistence/milestone.entity.js';

/** A milestone, as one of the kinds of record that somebody owes by a day. */
@ProvidesOwedKind('milestone')
export class MilestoneKind implements OwedKind {
  readonly noun = MILESTONE_NOUN;
  readonly entity = Milestone;
  readonly open = ['planned'];

  isOpen({ status }: OwedRecord): boolean {
    return status === 'planned';
  }

  finishedAt(record: OwedRecord): Date | null {
    return (record as Milestone).reachedAt;
  }

  isBlocked(): boolean {
    return false;
  }
}
