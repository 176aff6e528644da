import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { UnmetReason } from '../../../kernel/lifecycle/index.js';
import { filled } from '../../../kernel/text/index.js';
import type { LocalDate } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { seesItem } from '../../people/index.js';
import { clash, type Occupation } from '../domain/clash.js';
import { lacksOf, type PilotDesign } from '../domain/pilot-design.js';
import { RefereeRules } from './referee-rules.js';

/** A design as far as the checks read it; an entity, or an entity with the fields that are about to be written. */
export type CheckedDesign = PilotDesign & { readonly workspaceId: string; readonly itemId: string };

interface BegunPilot extends Occupation {
  readonly key: string;
  readonly itemKey: string;
  /** Whether the one who asks may know of it. */
  readonly seen: boolean;
}

const CLASHES = {
  en: 'It clashes with pilot {pilot} of {item}: same metric ({metric}), overlapping users and days.',
  'zh-CN': '与 {item} 的试点 {pilot} 冲突:指标相同({metric}),用户与日期重叠。',
};

const CLASHES_UNSEEN = {
  en: 'It clashes with another pilot: same metric ({metric}), overlapping users and days.',
  'zh-CN': '与另一个试点冲突:指标相同({metric}),用户与日期重叠。',
};

/** What keeps a design from being started: asked by the gates, and by whoever changes a design behind them. */
@Injectable()
export class DesignChecks {
  constructor(private readonly rules: RefereeRules) {}

  async lacks(design: CheckedDesign, tx: Tx): Promise<UnmetReason[]> {
    const { minimumDays } = await this.rules.of(design.workspaceId, tx);
    return lacksOf(design, minimumDays);
  }

  /**
   * The pilots of other items that have begun and meet this one. The metric stays locked until the transaction ends, so
   * that of two items that start at once the second sees the first.
   */
  async clashes(design: CheckedDesign, actor: Actor, today: LocalDate, tx: Tx): Promise<UnmetReason[]> {
    const { workspaceId, itemId, primaryMetric } = design;
    if (primaryMetric === null) return [];
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`pilots:${workspaceId}:${primaryMetric}`]);
    // An item on hold keeps its users: its pilot goes on when it is resumed.
    const begun = await tx.query<BegunPilot[]>(
      `SELECT p.key, i.key AS "itemKey", p.segment, p.starts_on AS "startsOn", p.planned_days AS "plannedDays",
         ${seesItem('i', { userId: '$4', role: '$5' })} AS seen
       FROM pilots p JOIN items i ON i.id = p.item_id AND i.cycle = p.cycle AND i.loop = p.loop
       WHERE p.workspace_id = $1 AND p.primary_metric = $2 AND p.item_id <> $3 AND p.state IN ('draft', 'running', 'ready')
         AND i.stage = 'pilot' AND i.status IN ('active', 'on_hold') ORDER BY p.key`,
      [workspaceId, primaryMetric, itemId, actor.userId, actor.role],
    );
    return begun
      .filter((other) => clash(design, other, today))
      .map(({ key, itemKey, seen }) => ({
        code: 'clash',
        message: seen ? CLASHES : CLASHES_UNSEEN,
        params: { metric: primaryMetric, ...(seen ? { pilot: key, item: itemKey } : {}) },
      }));
  }

  /** Refuses a design that would not have passed the gates its item is already through. */
  async refuseUnfit(design: CheckedDesign, actor: Actor, today: LocalDate, tx: Tx): Promise<void> {
    const reasons = [...(await this.lacks(design, tx)), ...(await this.clashes(design, actor, today, tx))];
    if (reasons.length === 0) return;
    const sentences = reasons.map(({ message, params = {} }) => filled(message, params));
    const reason = {
      en: sentences.map(({ en }) => en).join(' '),
      'zh-CN': sentences.map((sentence) => sentence['zh-CN']).join(''),
    };
    throw new DomainError('conflict', { reason });
  }
}
