import { Id, ListOf, OneOf, Text } from '../../../platform/http/index.js';
import { HOLDING_KINDS, type HoldingKind } from '../domain/holding.js';

export class SuccessorBody {
  @OneOf(HOLDING_KINDS)
  kind!: HoldingKind;

  @Id()
  successorId!: string;
}

export class HandoverBody {
  @Text({ max: 100, description: 'Of the preview: nothing is moved that was not seen there.' })
  digest!: string;

  @Id({ optional: true, description: 'Who takes what no other is named for.' })
  successorId?: string | null;

  @ListOf(() => SuccessorBody, { max: 20, optional: true, description: 'Who takes one kind of records.' })
  successors?: SuccessorBody[] | null;

  @Text({ max: 2000 })
  reason!: string;
}

export class LeaveBody {
  @Text({ max: 2000, optional: true })
  reason?: string | null;
}
