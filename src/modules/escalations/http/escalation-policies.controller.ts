import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { CurrentActor, IfMatch } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { POLICY_NOUN, SEVERITIES } from '../domain/escalation-words.js';
import { ChangeEscalationPolicy } from '../operations/change-escalation-policy.operation.js';
import { EscalationPolicies } from '../queries/escalation-policies.query.js';
import { ChangeEscalationPolicyBody } from './escalation.body.js';
import { EscalationPolicyView } from './escalation.view.js';

@ApiTags('escalations')
@Controller('api/v1/workspaces/:workspace/escalation-policies')
export class EscalationPoliciesController {
  constructor(
    private readonly policies: EscalationPolicies,
    private readonly changePolicy: ChangeEscalationPolicy,
  ) {}

  @Get()
  @Can('escalations.read')
  @ApiOperation({ summary: 'The ladder of each severity: its steps, and how long each waits' })
  async list(@CurrentActor() { workspace }: Actor): Promise<EscalationPolicyView[]> {
    return (await this.policies.list(workspace.id)).map((policy) => EscalationPolicyView.of(policy));
  }

  @Put(':severity')
  @Can('escalation_policies.manage')
  @ApiOperation({ summary: 'Change the ladder of a severity; it holds at once' })
  async change(
    @CurrentActor() actor: Actor,
    @Param('severity') name: string,
    @IfMatch() version: number,
    @Body() { graces }: ChangeEscalationPolicyBody,
  ): Promise<EscalationPolicyView> {
    const severity = SEVERITIES.find((one) => one === name);
    if (severity === undefined) throw notFound(POLICY_NOUN);
    return EscalationPolicyView.of(await this.changePolicy.run(actor, severity, version, graces));
  }
}
