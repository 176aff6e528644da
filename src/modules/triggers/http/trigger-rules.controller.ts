import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { CurrentActor, CurrentLocale, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { CreateRule } from '../operations/create-rule.operation.js';
import { EditRule } from '../operations/edit-rule.operation.js';
import { BackTestRule } from '../operations/back-testing/back-test-rule.operation.js';
import { Rules } from '../queries/rules.query.js';
import { BackTestBody, BackTestUnsavedBody } from './back-test.body.js';
import { BackTestView } from './back-test.view.js';
import { CreateTriggerRuleBody, EditTriggerRuleBody } from './trigger-rule.body.js';
import { ListTriggerRulesQueryString } from './trigger-rule.query-string.js';
import { TriggerRulePageView, TriggerRuleView } from './trigger-rule.view.js';

@ApiTags('trigger rules')
@Controller('api/v1/workspaces/:workspace/trigger-rules')
export class TriggerRulesController {
  constructor(
    private readonly createRule: CreateRule,
    private readonly editRule: EditRule,
    private readonly backTestRule: BackTestRule,
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
  @ApiOperation({ summary: 'Make a rule that watches a metric, or the feedback about modules, and opens items' })
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

  @Post('backtest')
  @HttpCode(200)
  @Can('triggers.read')
  @ApiOperation({ summary: 'Say what a rule that nobody has saved would have opened; changes nothing' })
  async tryOut(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @Body() { rule, ...span }: BackTestUnsavedBody,
  ): Promise<BackTestView> {
    return BackTestView.of(await this.backTestRule.unsaved(actor, rule, span), locale);
  }

  @Post(':id/backtest')
  @HttpCode(200)
  @Can('triggers.read')
  @ApiOperation({ summary: 'Say what a rule would have opened; changes nothing' })
  async backTest(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @PathId() id: string,
    @Body() span: BackTestBody,
  ): Promise<BackTestView> {
    const rule = await this.rules.find(actor.workspace, id);
    return BackTestView.of(await this.backTestRule.saved(actor, rule, span), locale);
  }
}
