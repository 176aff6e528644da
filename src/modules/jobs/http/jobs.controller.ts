import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { DiscardDeadLetter } from '../operations/discard-dead-letter.operation.js';
import { RetryDeadLetter } from '../operations/retry-dead-letter.operation.js';
import { ListDeadLetters } from '../queries/list-dead-letters.query.js';
import { ShowJobs } from '../queries/show-jobs.query.js';
import { DiscardDeadLetterBody } from './dead-letter.body.js';
import { ListDeadLettersQueryString } from './dead-letter.query-string.js';
import { DeadLetterPageView, DeadLetterView } from './dead-letter.view.js';
import { JobsView } from './jobs.view.js';

@ApiTags('operations')
@Controller('api/v1/workspaces/:workspace/jobs')
export class JobsController {
  constructor(
    private readonly showJobs: ShowJobs,
    private readonly deadLetters: ListDeadLetters,
    private readonly retryDeadLetter: RetryDeadLetter,
    private readonly discardDeadLetter: DiscardDeadLetter,
  ) {}

  @Get()
  @Can('jobs.manage')
  @ApiOperation({ summary: 'How the work behind the requests goes: every sweep, the queues, what waits longest' })
  async show(@CurrentActor() actor: Actor): Promise<JobsView> {
    return JobsView.of(await this.showJobs.run(actor.workspace.id));
  }

  @Get('dead-letters')
  @Can('jobs.manage')
  @ApiOperation({ summary: 'What failed for good, and why, last failed first' })
  async list(@CurrentActor() actor: Actor, @Query() query: ListDeadLettersQueryString): Promise<DeadLetterPageView> {
    return DeadLetterPageView.of(await this.deadLetters.run(actor.workspace.id, query));
  }

  @Get('dead-letters/:id')
  @Can('jobs.manage')
  @ApiOperation({ summary: 'Show a dead letter' })
  async one(@CurrentActor() actor: Actor, @PathId() id: string): Promise<DeadLetterView> {
    return DeadLetterView.of(await this.deadLetters.one(actor.workspace.id, id));
  }

  @Post('dead-letters/:id/retry')
  @HttpCode(200)
  @Can('jobs.manage')
  @ApiOperation({ summary: 'Try once more what failed for good' })
  async retry(@CurrentActor() actor: Actor, @PathId() id: string, @IfMatch() version: number): Promise<DeadLetterView> {
    await this.retryDeadLetter.run(actor, id, version);
    return this.one(actor, id);
  }

  @Post('dead-letters/:id/discard')
  @HttpCode(200)
  @Can('jobs.manage')
  @ApiOperation({ summary: 'Decide, with a reason, that it need not happen any more' })
  async discard(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: DiscardDeadLetterBody,
  ): Promise<DeadLetterView> {
    await this.discardDeadLetter.run(actor, id, version, reason);
    return this.one(actor, id);
  }
}
