import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, IfMatch, PathId } from '../../../platform/http/index.js';
import { ArchiveUnit } from '../operations/archive-unit.operation.js';
import { ChangeUnit } from '../operations/change-unit.operation.js';
import { CreateUnit } from '../operations/create-unit.operation.js';
import { Units } from '../queries/units.query.js';
import { Can } from './access.js';
import { ChangeUnitBody, CreateUnitBody, UnitsQueryString } from './unit.body.js';
import { UnitView } from './unit.view.js';

@ApiTags('people')
@Controller('api/v1/workspaces/:workspace/units')
export class UnitsController {
  constructor(
    private readonly units: Units,
    private readonly createUnit: CreateUnit,
    private readonly changeUnit: ChangeUnit,
    private readonly archiveUnit: ArchiveUnit,
  ) {}

  @Get()
  @Can('units.read')
  @ApiOperation({ summary: 'The departments, by name' })
  async list(@CurrentActor() actor: Actor, @Query() { archived = false }: UnitsQueryString): Promise<UnitView[]> {
    return (await this.units.list(actor.workspace.id, archived)).map((unit) => UnitView.of(unit));
  }

  @Post()
  @Can('units.manage')
  @ApiOperation({ summary: 'Add a department' })
  async create(@CurrentActor() actor: Actor, @Body() body: CreateUnitBody): Promise<UnitView> {
    const { name, parentId = null, headId = null } = body;
    return UnitView.of(await this.units.one(actor, await this.createUnit.run(actor, { name, parentId, headId })));
  }

  @Get(':id')
  @Can('units.read')
  @ApiOperation({ summary: 'Show a department' })
  async show(@CurrentActor() actor: Actor, @PathId() id: string): Promise<UnitView> {
    return UnitView.of(await this.units.one(actor, id));
  }

  @Patch(':id')
  @Can('units.manage')
  @ApiOperation({ summary: 'Rename a department, put it below another, or give it another head' })
  async change(
    @CurrentActor() actor: Actor,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeUnitBody,
  ): Promise<UnitView> {
    await this.changeUnit.run(actor, id, version, body);
    return UnitView.of(await this.units.one(actor, id));
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can('units.manage')
  @ApiOperation({ summary: 'Take an empty department out of use' })
  async archive(@CurrentActor() actor: Actor, @PathId() id: string, @IfMatch() version: number): Promise<UnitView> {
    await this.archiveUnit.run(actor, id, version);
    return UnitView.of(await this.units.one(actor, id));
  }
}
