import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { CurrentActor, PathId, ShownOnce } from '../../../platform/http/index.js';
import { InviteMember, type Invited } from '../operations/invite-member.operation.js';
import type { LinkMade } from '../operations/one-time-links.js';
import { ResendInvitation } from '../operations/resend-invitation.operation.js';
import { RevokeInvitation } from '../operations/revoke-invitation.operation.js';
import { OpenInvitations } from '../queries/open-invitations.query.js';
import { Can } from './access.js';
import { InvitationView, InvitedView } from './invitation.view.js';
import { InviteMemberBody } from './setup.body.js';

@ApiTags('people')
@Controller('api/v1/workspaces/:workspace')
export class InvitationsController {
  constructor(
    private readonly inviteMember: InviteMember,
    private readonly resendInvitation: ResendInvitation,
    private readonly revokeInvitation: RevokeInvitation,
    private readonly openInvitations: OpenInvitations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('members')
  @Can('members.manage')
  @ShownOnce('link', 'token')
  @ApiOperation({ summary: 'Invite a person' })
  async invite(@CurrentActor() actor: Actor, @Body() body: InviteMemberBody): Promise<InvitedView> {
    return invitedView(await this.inviteMember.run(actor, body));
  }

  @Get('invitations')
  @Can('members.manage')
  @ApiOperation({ summary: 'Who was invited and has not come yet' })
  async list(@CurrentActor() actor: Actor): Promise<InvitationView[]> {
    const open = await this.openInvitations.of(actor.workspace.id);
    return open.map((invitation) => InvitationView.of(invitation, this.clock.now()));
  }

  @Post('invitations/:id/resend')
  @Can('members.manage')
  @HttpCode(200)
  @ShownOnce('link', 'token')
  @ApiOperation({ summary: 'Send an invitation once more; the link sent before stops working' })
  async resend(@CurrentActor() actor: Actor, @PathId() id: string): Promise<InvitedView> {
    return invitedView({ invitation: await this.resendInvitation.run(actor, id) });
  }

  @Post('invitations/:id/revoke')
  @Can('members.manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take an invitation back' })
  revoke(@CurrentActor() actor: Actor, @PathId() id: string): Promise<void> {
    return this.revokeInvitation.run(actor, id);
  }
}

function invitedView(invited: Invited): InvitedView {
  if ('userId' in invited) {
    return { userId: invited.userId, invitationId: null, mailed: false, link: null, token: null, expiresAt: null };
  }
  const { id, mailed, link, token, expiresAt }: LinkMade = invited.invitation;
  return { userId: null, invitationId: id, mailed, link, token, expiresAt: expiresAt.toISOString() };
}
