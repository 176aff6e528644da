import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { AddDataSource } from '../operations/add-data-source.operation.js';
import { EditDataSource } from '../operations/edit-data-source.operation.js';
import { ListDataSources } from '../queries/list-data-sources.query.js';
import { CycleQueryString } from './cycle.query-string.js';
import { AddDataSourceBody, EditDataSourceBody } from './data-source.body.js';
import { DataSourceView } from './diagnosis.view.js';

@ApiTags('diagnosis')
@Controller('api/v1/workspaces/:workspace')
export class DataSourcesController {
  constructor(
    private readonly dataSources: ListDataSources,
    private readonly addDataSource: AddDataSource,
    private readonly editDataSource: EditDataSource,
  ) {}

  @Get('items/:key/data-sources')
  @Can('diagnosis.read')
  @ApiOperation({ summary: 'The data the diagnosis draws on' })
  async list(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Query() { cycle }: CycleQueryString,
  ): Promise<DataSourceView[]> {
    return (await this.dataSources.run(actor, key, cycle)).map((row) => DataSourceView.of(row));
  }

  @Post('items/:key/data-sources')
  @Can('diagnosis.write')
  @ApiOperation({ summary: 'Add a data source' })
  async add(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: AddDataSourceBody,
  ): Promise<DataSourceView> {
    const id = await this.addDataSource.run(actor, key, body);
    return DataSourceView.of(await this.dataSources.one(actor, id));
  }

  @Get('data-sources/:id')
  @Can('diagnosis.read')
  @ApiOperation({ summary: 'Show a data source' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<DataSourceView> {
    return DataSourceView.of(await this.dataSources.one(actor, id));
  }

  @Patch('data-sources/:id')
  @Can('diagnosis.write')
  @ApiOperation({ summary: 'Describe a data source further, or drop it' })
  async edit(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: EditDataSourceBody,
  ): Promise<DataSourceView> {
    await this.editDataSource.run(actor, id, version, body);
    return DataSourceView.of(await this.dataSources.one(actor, id));
  }
}
