import { Id, OneOf, Text } from '../../../platform/http/index.js';
import { type Decision, DECISIONS } from '../domain/approval-words.js';

export class RequestApprovalBody {
  @Id({ description: 'Who is asked: a member who sees the item and does not owe the work.' })
  approverId!: string;

  @Text({ min: 0, max: 2000, optional: true, description: 'What is asked.' })
  note?: string | null;
}

export class DecideApprovalBody {
  @OneOf(DECISIONS)
  decision!: Decision;

  @Text({ max: 2000, optional: true, description: 'Needed to decline.' })
  reason?: string | null;
}
