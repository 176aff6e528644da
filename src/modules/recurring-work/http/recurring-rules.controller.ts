import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ChangeRecurringRule } from '../operations/change-recurring-rule.operation.js';
import { CreateRecurringRule } from '../operations/create-recurring-rule.operation.js';
import { SetRuleState } from '../operations/set-rule-state.operation.js';
import { SkipDate } from '../operations/skip-date.operation.js';
import { Occurrences } from '../queries/occurrences.query.js';
import { PreviewDates } from '../queries/preview-dates.query.js';
import { RecurringRules } from '../queries/recurring-rules.query.js';
import { changeIn, ruleIn } from './rule-fields.js';
import {
  ChangeRecurringRuleBody,
  CreateRecurringRuleBody,
  ListRulesQueryString,
  PreviewQueryString,
  SetRuleStateBody,
  SkipDateBody,
} from './recurring-rule.body.js';
import { OccurrenceView, PreviewedDateView, RecurringRulePageView, RecurringRuleView } from './recurring-rule.view.js';

@ApiTags('recurring work')
@Controller('api/v1/workspaces/:workspace/recurring-rules')
export class RecurringRulesController {
  constructor(
    private readonly rules: RecurringRules,
    private readonly previewDates: PreviewDates,
    private readonly occurrences: Occurrences,
    private readonly createRule: CreateRecurringRule,
    private readonly changeRule: ChangeRecurringRule,
    private readonly setState: SetRuleState,
    private readonly skipDate: SkipDate,
  ) {}

  @Get()
  @Can('recurring.read')
  @ApiOperation({ summary: 'What comes round, newest rule first' })
  async list(@CurrentActor() actor: Actor, @Query() query: ListRulesQueryString): Promise<RecurringRulePageView> {
    return RecurringRulePageView.of(await this.rules.page(actor, query));
  }

  @Post()
  @Can('recurring.write')
  @ApiOperation({ summary: 'Let something come round: a contact plan, a drill, a review, a check' })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateRecurringRuleBody): Promise<RecurringRuleView> {
    return RecurringRuleView.of(await this.rules.one(actor, await this.createRule.run(actor, ruleIn(body))));
  }

  @Get(':id')
  @Can('recurring.read')
  @ApiOperation({ summary: 'Show a rule' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<RecurringRuleView> {
    return RecurringRuleView.of(await this.rules.one(actor, id));
  }

  @Patch(':id')
  @Can('recurring.write')
  @ApiOperation({ summary: 'Change a rule from its next date on' })
  async change(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeRecurringRuleBody,
  ): Promise<RecurringRuleView> {
    await this.changeRule.run(actor, id, version, changeIn(body));
    return RecurringRuleView.of(await this.rules.one(actor, id));
  }

  @Post(':id/state')
  @HttpCode(200)
  @Can('recurring.write')
  @ApiOperation({ summary: 'Pause a rule, let it go on, or end it' })
  async move(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { state, reason }: SetRuleStateBody,
  ): Promise<RecurringRuleView> {
    await this.setState.run(actor, id, version, state, reason);
    return RecurringRuleView.of(await this.rules.one(actor, id));
  }

  @Post(':id/skips')
  @Can('recurring.write')
  @ApiOperation({ summary: 'Leave out one date that is still to come' })
  async skip(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { on, reason }: SkipDateBody,
  ): Promise<OccurrenceView> {
    const skipped = await this.skipDate.run(actor, id, version, on, reason);
    return OccurrenceView.of(await this.occurrences.one(actor, skipped));
  }

  @Get(':id/preview')
  @Can('recurring.read')
  @ApiOperation({ summary: 'The next dates, as the calendar stands' })
  async preview(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @Query() { count }: PreviewQueryString,
  ): Promise<PreviewedDateView[]> {
    return (await this.previewDates.run(actor, id, count)).map((date) => PreviewedDateView.of(date));
  }
}
