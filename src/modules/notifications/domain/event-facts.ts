import type { Localised } from '../../../kernel/text/index.js';

/** What events tell beside who did what, as far as notifications read it. Each may be missing in an event of long ago. */
export interface EventFacts {
  readonly actorId: string | null;
  readonly itemKey?: string;
  readonly key?: string;
  readonly title?: string;
  readonly dueOn?: string;
  readonly assigneeId?: string | null;
  readonly ownerId?: string | null;
  /** Of a date of a recurring rule: who owes it now, and did not before. */
  readonly givenTo?: string | null;
  /** Of an approval: who can give it today, and who asked for it. */
  readonly askedIds?: readonly string[];
  readonly requestedBy?: string | null;
  readonly triggerRuleId?: string | null;
  readonly stageName?: Localised;
  readonly statusName?: Localised;
  /** Of a report of failures: how many, and the names of some. */
  readonly count?: number;
  readonly names?: string;
  /** Of a webhook that was stopped. */
  readonly name?: string;
  readonly because?: Localised;
  /** Of an escalation: whom it reached, as what, and about what. */
  readonly told?: string;
  readonly stepName?: Localised;
  readonly aboutName?: Localised;
  /** Of an acknowledgement: who else is to know of it, what was promised, and until when. */
  readonly others?: readonly string[];
  readonly note?: string;
  readonly until?: string;
}
