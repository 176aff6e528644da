import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { ListSlips } from '../queries/list-slips.query.js';
import { SlipView } from './slip.view.js';

@ApiTags('schedules')
@Controller('api/v1/workspaces/:workspace/items/:key')
export class SlipsController {
  constructor(private readonly listSlips: ListSlips) {}

  @Get('slips')
  @Can('items.read')
  @ApiOperation({ summary: 'Every time a date of the item, or of what is owed below it, was put off, oldest first' })
  async list(@CurrentActor() actor: Actor, @Param('key') key: string): Promise<SlipView[]> {
    return (await this.listSlips.ofItem(actor, key)).map((slip) => SlipView.of(slip, actor.locale));
  }
}
