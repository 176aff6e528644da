import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { CreateRule } from '../operations/create-rule.operation.js';
import { EditRule } from '../operations/edit-rule.operation.js';
import { Rules } from '../queries/rules.query.js';
import { CreateTriggerRuleBody, EditTriggerRuleBody } from './trigger-rule.body.js';
import { ListTriggerRulesQueryString } from './trigger-rule.query-string.js';
import { TriggerRulePageView, TriggerRuleView } from './trigger-rule.view.js';

@ApiTags('trigger rules')
@Controller('api/v1/workspaces/:workspace/trigger-rules')
export class TriggerRulesController {
  constructor(
    private readonly createRule: CreateRule,
    private readonly editRule: EditRule,
    private readonly rules: Rules,
  ) {}

  @Get()
  @Can('triggers.read')
  @ApiOperation({ summary: 'List the rules, oldest first' })
  async list(@CurrentActor() actor: Actor, @Query() query: ListTriggerRulesQueryString): Promise<TriggerRulePageView> {
    return TriggerRulePageView.of(await this.rules.list(actor, query));
  }

  @Post()
  @Can('triggers.write')
  @ApiOperation({ summary: 'Make a rule that opens an item when k of m closed periods of a metric are worse' })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateTriggerRuleBody): Promise<TriggerRuleView> {
    const { id } = await this.createRule.run(actor, body);
    return TriggerRuleView.of(await this.rules.show(actor, id));
  }

  @Get(':id')
  @Can('triggers.read')
  @ApiOperation({ summary: 'Show a rule and where it stands' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<TriggerRuleView> {
    return TriggerRuleView.of(await this.rules.show(actor, id));
  }

  @Patch(':id')
  @Can('triggers.write')
  @ApiOperation({ summary: 'Change a rule; its metric and period stay' })
  async edit(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: EditTriggerRuleBody,
  ): Promise<TriggerRuleView> {
    await this.editRule.run(actor, id, version, body);
    return TriggerRuleView.of(await this.rules.show(actor, id));
  }
}
