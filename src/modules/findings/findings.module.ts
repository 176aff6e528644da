import { Module } from '@nestjs/common';

import { FindingsController } from './http/findings.controller.js';
import { AnswerFinding } from './operations/answer-finding.operation.js';
import { FindingAccess } from './operations/finding-access.js';
import { JudgeFinding } from './operations/judge-finding.operation.js';
import { RaiseFinding } from './operations/raise-finding.operation.js';
import { ShowFindings } from './queries/show-findings.query.js';
import { FindingsToAnswer } from './queries/findings-to-answer.work.js';
import { FindingsToJudge } from './queries/findings-to-judge.work.js';

/** What auditors find at items and reviews, what leads answer, and whether that holds. */
@Module({
  controllers: [FindingsController],
  providers: [
    FindingsToJudge,
    FindingsToAnswer,
    FindingAccess,
    RaiseFinding,
    AnswerFinding,
    JudgeFinding,
    ShowFindings,
  ],
})
export class FindingsModule {}
