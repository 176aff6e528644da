import { Module } from '@nestjs/common';

import { JobsController } from './http/jobs.controller.js';
import { DeadLetterAccess } from './operations/dead-letter-access.js';
import { DiscardDeadLetter } from './operations/discard-dead-letter.operation.js';
import { ReportDeadLetters } from './operations/report-dead-letters.sweep.js';
import { RetryDeadLetter } from './operations/retry-dead-letter.operation.js';
import { TryDeadLetterAgain } from './operations/try-dead-letter-again.reaction.js';
import { ListDeadLetters } from './queries/list-dead-letters.query.js';
import { ShowJobs } from './queries/show-jobs.query.js';

/** Admins see how the work behind the requests goes, and decide about what failed for good. */
@Module({
  controllers: [JobsController],
  providers: [
    ShowJobs,
    ListDeadLetters,
    DeadLetterAccess,
    RetryDeadLetter,
    DiscardDeadLetter,
    TryDeadLetterAgain,
    ReportDeadLetters,
  ],
})
export class JobPageModule {}
