import { Transform } from 'class-transformer';

import { Day, Flag, Id, PageQueryString, Text } from '../../../platform/http/index.js';

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class GiveDelegationBody {
  @Id({ description: 'Who may do the approvals.' })
  delegateId!: string;

  @Id({ optional: true, description: 'Whose approvals; one’s own when left out. Somebody else’s only for an admin.' })
  giverId?: string | null;

  @Day({ description: 'First day, in the workspace.' })
  fromOn!: string;

  @Day({ description: 'Last day, in the workspace.' })
  toOn!: string;

  @Text({ max: 2000 })
  reason!: string;
}

export class RevokeDelegationBody {
  @Text({ max: 2000, optional: true })
  reason?: string | null;
}

export class DelegationsQueryString extends PageQueryString {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (FLAGS[value] ?? value) : value))
  @Flag({ optional: true, description: 'Show those that are over or revoked too.' })
  ended?: boolean;
}
