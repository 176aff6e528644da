import { OneOf, Text } from '../../../platform/http/index.js';
import {
  FINDING_SEVERITIES,
  FINDING_SUBJECTS,
  type FindingSeverity,
  type FindingSubject,
} from '../domain/finding-words.js';
import { type Verdict, VERDICTS } from '../operations/judge-finding.operation.js';

export class RaiseFindingBody {
  @OneOf(FINDING_SUBJECTS, { description: 'The item as it is worked on, or its review.' })
  about!: FindingSubject;

  @OneOf(FINDING_SEVERITIES)
  severity!: FindingSeverity;

  @Text({ max: 5000 })
  statement!: string;
}

export class AnswerFindingBody {
  @Text({ max: 5000 })
  answer!: string;
}

export class JudgeFindingBody {
  @OneOf(VERDICTS)
  verdict!: Verdict['verdict'];

  @Text({ max: 2000, optional: true, description: 'Needed to take it up again.' })
  reason?: string | null;
}
