import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { WriteKnowledgeEntry } from '../operations/write-knowledge-entry.operation.js';
import { ShowKnowledge } from '../queries/show-knowledge.query.js';
import { KnowledgeQueryString, WriteKnowledgeEntryBody } from './knowledge.body.js';
import { KnowledgeEntryView, KnowledgePageView } from './knowledge.view.js';

@ApiTags('knowledge')
@Controller('api/v1/workspaces/:workspace')
export class KnowledgeController {
  constructor(
    private readonly showKnowledge: ShowKnowledge,
    private readonly writeEntry: WriteKnowledgeEntry,
  ) {}

  @Get('knowledge')
  @Can('knowledge.read')
  @ApiOperation({ summary: 'The knowledge base, newest entry first' })
  async page(@CurrentActor() actor: Actor, @Query() query: KnowledgeQueryString): Promise<KnowledgePageView> {
    return KnowledgePageView.of(await this.showKnowledge.page(actor, query));
  }

  @Get('items/:key/knowledge')
  @Can('knowledge.read')
  @ApiOperation({ summary: 'Knowledge entries of an item, of every cycle' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<KnowledgeEntryView[]> {
    return (await this.showKnowledge.ofItem(actor, key)).map((entry) => KnowledgeEntryView.of(entry));
  }

  @Post('items/:key/knowledge')
  @Can('knowledge.write')
  @ApiOperation({ summary: 'Write a knowledge entry' })
  async write(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: WriteKnowledgeEntryBody,
  ): Promise<KnowledgeEntryView> {
    return KnowledgeEntryView.of(await this.writeEntry.run(actor, key, body));
  }
}
