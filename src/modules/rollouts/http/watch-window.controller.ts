import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { CurrentActor, CurrentLocale, IfMatch } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { SetWatchWindow } from '../operations/set-watch-window.operation.js';
import { ShowWatchWindow } from '../queries/show-watch-window.query.js';
import { CycleQueryString, SetWatchWindowBody } from './watch-window.body.js';
import { WatchWindowView } from './watch-window.view.js';

@ApiTags('rollout')
@Controller('api/v1/workspaces/:workspace/items/:key/watch-window')
export class WatchWindowController {
  constructor(
    private readonly showWindow: ShowWatchWindow,
    private readonly setWindow: SetWatchWindow,
  ) {}

  @Get()
  @Can('rollouts.read')
  @ApiOperation({ summary: 'The watch window after full launch, and how calm the metric has been in it' })
  async show(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @Param('key') key: string,
    @Query() { cycle }: CycleQueryString,
  ): Promise<WatchWindowView> {
    return WatchWindowView.of(await this.showWindow.run(actor, key, cycle), locale);
  }

  @Put()
  @Can('rollouts.write')
  @ApiOperation({ summary: 'Set the watch window' })
  async set(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @Param('key') key: string,
    @IfMatch() version: number,
    @Body() body: SetWatchWindowBody,
  ): Promise<WatchWindowView> {
    await this.setWindow.run(actor, key, version, body);
    return WatchWindowView.of(await this.showWindow.run(actor, key), locale);
  }
}
