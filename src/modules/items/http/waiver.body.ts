import { Day, Nested, OneOf, Text } from '../../../platform/http/index.js';
import { SignatureBody } from '../../signatures/index.js';
import { type GateName, ITEM_LIFECYCLE } from '../domain/item-lifecycle.js';

const GATES = [...new Set(Object.values(ITEM_LIFECYCLE.moves).flatMap((move) => move.gates))];

export class RequestWaiverBody {
  @OneOf(GATES)
  gate!: GateName;

  @Text({ max: 2000 })
  reason!: string;

  @Day({ description: 'Last day on which it counts.' })
  expiresOn!: string;

  @Text({ max: 2000, optional: true, description: 'For `pilot-is-won`: how before and after will be judged.' })
  beforeAfterDeclaration?: string | null;
}

export class RefuseWaiverBody {
  @Text({ max: 2000 })
  reason!: string;
}

export class ApproveWaiverBody {
  @Nested(() => SignatureBody, { optional: true, description: 'Needed: approving a waiver is signed.' })
  signature?: SignatureBody | null;
}
