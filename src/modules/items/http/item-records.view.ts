import { type Signature, SignatureView } from '../../signatures/index.js';
import { ApiProperty } from '@nestjs/swagger';

import type { Containment } from '../persistence/containment.entity.js';
import type { Evidence } from '../persistence/evidence.entity.js';
import type { Item } from '../persistence/item.entity.js';
import type { Kickoff } from '../persistence/kickoff.entity.js';
import type { TeamMember } from '../persistence/team-member.entity.js';
import type { Waiver } from '../persistence/waiver.entity.js';

export class EvidenceView {
  id!: string;
  cycle!: number;
  statement!: string;
  source!: string | null;
  @ApiProperty({ type: Object, nullable: true, description: 'The points that fired a rule.' })
  figures!: unknown;
  recordedBy!: string | null;
  recordedAt!: string;

  static of({ id, cycle, statement, source, figures, recordedBy, recordedAt }: Evidence): EvidenceView {
    return { id, cycle, statement, source, figures, recordedBy, recordedAt: recordedAt.toISOString() };
  }
}

export class TeamPlaceView {
  userId!: string;
  name!: string;
  role!: string;
  duty!: string | null;
}

export class TeamView {
  /** The item's version: changing the team needs it in If-Match. */
  version!: number;
  members!: TeamPlaceView[];

  static of({ item, members }: { item: Item; members: (TeamMember & { name: string })[] }): TeamView {
    return {
      version: item.version,
      members: members.map(({ userId, name, role, duty }) => ({ userId, name, role, duty })),
    };
  }
}

export class KickoffView {
  /** The item's version: changing the minutes needs it in If-Match. */
  version!: number;
  cycle!: number;
  theme!: string | null;
  attendees!: string[];
  heldAt!: string | null;
  place!: string | null;
  problem!: string | null;
  goal!: string | null;
  divisionOfWork!: string | null;
  keyNodes!: string | null;
  resources!: string | null;
  resolutions!: string | null;

  static of({ item, minutes }: { item: Item; minutes: Kickoff | null }): KickoffView {
    return {
      version: item.version,
      cycle: minutes?.cycle ?? item.cycle,
      theme: minutes?.theme ?? null,
      attendees: minutes?.attendees ?? [],
      heldAt: minutes?.heldAt?.toISOString() ?? null,
      place: minutes?.place ?? null,
      problem: minutes?.problem ?? null,
      goal: minutes?.goal ?? null,
      divisionOfWork: minutes?.divisionOfWork ?? null,
      keyNodes: minutes?.keyNodes ?? null,
      resources: minutes?.resources ?? null,
      resolutions: minutes?.resolutions ?? null,
    };
  }
}

export class ContainmentView {
  /** The item's version: reporting needs it in If-Match. */
  version!: number;
  startedAt!: string | null;
  actions!: string | null;
  containedAt!: string | null;

  static of({ item, containment }: { item: Item; containment: Containment | null }): ContainmentView {
    return {
      version: item.version,
      startedAt: containment?.startedAt.toISOString() ?? null,
      actions: containment?.actions ?? null,
      containedAt: containment?.containedAt?.toISOString() ?? null,
    };
  }
}

export class WaiverView {
  id!: string;
  cycle!: number;
  gate!: string;
  reason!: string;
  beforeAfterDeclaration!: string | null;
  expiresOn!: string;
  requestedBy!: string;
  requestedAt!: string;
  approvedBy!: string | null;
  /** Whose approval it was, when a delegate gave it. */
  approvedOnBehalfOf!: string | null;
  approvedAt!: string | null;
  refusedBy!: string | null;
  /** Whose refusal it was, when a delegate gave it. */
  refusedOnBehalfOf!: string | null;
  refusedAt!: string | null;
  refusalReason!: string | null;
  /** Under the approval; null until it is approved. */
  signature!: SignatureView | null;

  /** @param signatures of the item, among which the waiver's is looked for */
  static of(waiver: Waiver, signatures: readonly Signature[]): WaiverView {
    const { id, cycle, gate, reason, expiresOn, requestedBy, approvedBy } = waiver;
    const signature = signatures.find(({ subjectId }) => subjectId === id);
    return {
      id,
      cycle,
      gate,
      reason,
      beforeAfterDeclaration: waiver.beforeAfterDeclaration ?? null,
      expiresOn,
      requestedBy,
      requestedAt: waiver.requestedAt.toISOString(),
      approvedBy,
      approvedOnBehalfOf: waiver.approvedOnBehalfOf,
      approvedAt: waiver.approvedAt?.toISOString() ?? null,
      refusedBy: waiver.refusedBy,
      refusedOnBehalfOf: waiver.refusedOnBehalfOf,
      refusedAt: waiver.refusedAt?.toISOString() ?? null,
      refusalReason: waiver.refusalReason,
      signature: signature ? SignatureView.of(signature) : null,
    };
  }
}
