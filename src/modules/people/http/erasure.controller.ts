import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { CurrentActor, PathId } from '../../../platform/http/index.js';
import { ErasePerson } from '../operations/erase-person.operation.js';
import { Can } from './access.js';
import { ErasePersonBody } from './erasure.body.js';
import { ErasureView } from './erasure.view.js';

@ApiTags('people')
@Controller('api/v1/workspaces/:workspace/people')
export class ErasureController {
  constructor(private readonly erasePerson: ErasePerson) {}

  @Post(':id/erase')
  @HttpCode(200)
  @Can('members.manage')
  @ApiOperation({ summary: 'Erase what is personal about somebody who has left; the trail still verifies' })
  erase(@CurrentActor() actor: Actor, @PathId() id: string, @Body() body: ErasePersonBody): Promise<ErasureView> {
    return this.erasePerson.run(actor, id, body);
  }
}
