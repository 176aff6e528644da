import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { AnswerFinding } from '../operations/answer-finding.operation.js';
import { JudgeFinding } from '../operations/judge-finding.operation.js';
import { RaiseFinding } from '../operations/raise-finding.operation.js';
import { ShowFindings } from '../queries/show-findings.query.js';
import { AnswerFindingBody, JudgeFindingBody, RaiseFindingBody } from './finding.body.js';
import { FindingView } from './finding.view.js';

@ApiTags('findings')
@Controller('api/v1/workspaces/:workspace')
export class FindingsController {
  constructor(
    private readonly showFindings: ShowFindings,
    private readonly raiseFinding: RaiseFinding,
    private readonly answerFinding: AnswerFinding,
    private readonly judgeFinding: JudgeFinding,
  ) {}

  @Get('items/:key/findings')
  @Can('findings.read')
  @ApiOperation({ summary: 'What auditors found at an item, of every cycle' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<FindingView[]> {
    return (await this.showFindings.ofItem(actor, key)).map((finding) => FindingView.of(finding));
  }

  @Post('items/:key/findings')
  @Can('findings.write')
  @ApiOperation({ summary: 'Write down what was found at an item or its review' })
  async raise(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: RaiseFindingBody,
  ): Promise<FindingView> {
    return FindingView.of(await this.showFindings.one(actor, await this.raiseFinding.run(actor, key, body)));
  }

  @Get('findings/:id')
  @Can('findings.read')
  @ApiOperation({ summary: 'Show a finding' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<FindingView> {
    return FindingView.of(await this.showFindings.one(actor, id));
  }

  @Post('findings/:id/answer')
  @HttpCode(200)
  @Can('findings.answer')
  @ApiOperation({ summary: 'Answer a finding' })
  async answer(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: AnswerFindingBody,
  ): Promise<FindingView> {
    await this.answerFinding.run(actor, id, version, body.answer);
    return FindingView.of(await this.showFindings.one(actor, id));
  }

  @Post('findings/:id/verdict')
  @HttpCode(200)
  @Can('findings.write')
  @ApiOperation({ summary: 'Verify the answer to a finding, or take the finding up again' })
  async judge(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: JudgeFindingBody,
  ): Promise<FindingView> {
    await this.judgeFinding.run(actor, id, version, body);
    return FindingView.of(await this.showFindings.one(actor, id));
  }
}
