import { OmitType } from '@nestjs/swagger';

import {
  Day,
  Figure,
  Flag,
  Id,
  ListOf,
  Nested,
  OneOf,
  Pattern,
  Text,
  Texts,
  Instant,
  Whole,
} from '../../../platform/http/index.js';
import { SignatureBody } from '../../signatures/index.js';
import { type GateName, TRANSITION_NAMES, type TransitionName } from '../domain/item-lifecycle.js';
import {
  type Classification,
  CLASSIFICATIONS,
  type DismissalKind,
  DISMISSAL_KINDS,
  SEVERITIES,
  type Severity,
  TEAM_ROLES,
  type TeamRole,
  TRIGGER_TYPES,
  type TriggerType,
} from '../domain/item-words.js';

export class EvidenceBody {
  @Text({ max: 5000, description: 'What was seen.' })
  statement!: string;

  @Text({ max: 500, optional: true, description: 'Where it can be looked up.' })
  source?: string | null;
}

/** What may be written about an item; every field may be left out. */
export class EditItemBody {
  @Text({ max: 200, optional: true })
  title?: string;

  @Text({ min: 0, max: 10_000, optional: true })
  problem?: string;

  @OneOf(TRIGGER_TYPES, { optional: true })
  type?: TriggerType;

  @Text({ max: 200, optional: true, description: 'BI report, complaint, employee … (M-11)' })
  source?: string | null;

  @Text({ max: 200, optional: true })
  scene?: string | null;

  @Text({ max: 200, optional: true })
  module?: string | null;

  @Text({ max: 1000, optional: true })
  scopeOfImpact?: string | null;

  @Whole({ min: 1, max: 3, optional: true, description: '1 low, 2 medium, 3 high' })
  impact?: number | null;

  @Whole({ min: 1, max: 3, optional: true, description: '1 low, 2 medium, 3 high' })
  urgency?: number | null;

  @OneOf(SEVERITIES, { optional: true })
  severity?: Severity | null;

  @OneOf(CLASSIFICATIONS, { optional: true })
  classification?: Classification | null;

  @Id({ optional: true })
  ownerId?: string | null;

  @Id({ optional: true })
  sponsorId?: string | null;

  @Id({ optional: true, description: 'Department; the one of the owner when left out.' })
  unitId?: string | null;

  @Text({ max: 100, optional: true, description: 'Code in the metric dictionary.' })
  goalMetric?: string | null;

  @Text({ max: 50, optional: true })
  goalUnit?: string | null;

  @Figure({ optional: true })
  goalBaseline?: number | null;

  @Figure({ optional: true })
  goalTarget?: number | null;

  @Day({ optional: true })
  goalDate?: string | null;

  @Day({ optional: true })
  plannedFinish?: string | null;

  @Text({ max: 5000, optional: true })
  keyResult?: string | null;

  @Text({ max: 2000, optional: true, description: 'Why; needed to put the planned finish off.' })
  reason?: string | null;
}

export class OpenItemBody extends OmitType(EditItemBody, ['title', 'type', 'reason']) {
  @Text({ max: 200 })
  title!: string;

  @OneOf(TRIGGER_TYPES)
  type!: TriggerType;

  @Flag({ optional: true, description: 'Hidden from all but its team, owner, sponsor, admins and auditors.' })
  confidential?: boolean;

  @Nested(() => EvidenceBody, { optional: true })
  evidence?: EvidenceBody | null;
}

export class RestrictItemBody {
  @Flag()
  confidential!: boolean;

  @Text({ max: 2000, optional: true })
  reason?: string | null;
}

export class TeamPlaceBody {
  @Id()
  userId!: string;

  @OneOf(TEAM_ROLES)
  role!: TeamRole;

  @Text({ max: 500, optional: true })
  duty?: string | null;
}

export class SetTeamBody {
  @ListOf(() => TeamPlaceBody, { max: 50 })
  members!: TeamPlaceBody[];
}

/** The ten fields of table 2-1; those left out stay as they are. */
export class WriteKickoffBody {
  @Text({ max: 200, optional: true, description: '会议主题' })
  theme?: string | null;

  @Texts({ optional: true, description: '参会人员' })
  attendees?: string[];

  @Instant({ optional: true, description: '时间' })
  heldAt?: string | null;

  @Text({ max: 200, optional: true, description: '地点/线上' })
  place?: string | null;

  @Text({ max: 5000, optional: true, description: '问题描述' })
  problem?: string | null;

  @Text({ max: 5000, optional: true, description: '优化目标' })
  goal?: string | null;

  @Text({ max: 5000, optional: true, description: '分工安排' })
  divisionOfWork?: string | null;

  @Text({ max: 5000, optional: true, description: '关键节点计划' })
  keyNodes?: string | null;

  @Text({ max: 5000, optional: true, description: '待协调资源' })
  resources?: string | null;

  @Text({ max: 5000, optional: true, description: '决议事项' })
  resolutions?: string | null;
}

export class ContainItemBody {
  @Instant({ optional: true, description: 'Now when left out.' })
  startedAt?: string | null;

  @Text({ max: 5000 })
  actions!: string;

  @Instant({ optional: true })
  containedAt?: string | null;
}

export class DismissalBody {
  @OneOf(DISMISSAL_KINDS)
  kind!: DismissalKind;

  @Pattern(/^CI-\d{6}-\d{3,}$/, 'CI-202611-001', { optional: true, description: 'For a duplicate: of which item.' })
  duplicateOf?: string | null;
}

export class AdvanceItemBody {
  @OneOf(TRANSITION_NAMES)
  name!: TransitionName;

  @Text({ max: 2000, optional: true })
  reason?: string | null;

  @Nested(() => DismissalBody, { optional: true, description: 'For `dismiss`.' })
  dismissal?: DismissalBody | null;

  @Texts({ max: 20, length: 100, optional: true, description: 'Gates whose approved waiver is to be used.' })
  waivers?: GateName[] | null;

  @Nested(() => SignatureBody, { optional: true, description: 'For `close`, which is signed.' })
  signature?: SignatureBody | null;
}
