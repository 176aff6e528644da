import { Inject, Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import type { Actor, WorkspaceRef } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { type Clock, periodLabel } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { seesItem } from '../../people/index.js';
import { settingsOf } from '../domain/rule-settings.js';
import type { RuleState } from '../domain/rule-words.js';
import { RULE_NOUN } from '../operations/rule-fields.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';

/** A rule, and where it stands with the series that is worst off. */
export interface RuleShown extends Readonly<TriggerRule> {
  readonly state: RuleState;
  readonly problem: string | null;
  readonly silenced: boolean;
  readonly judgedUntil: Date | null;
  readonly itemKey: string | null;
  readonly judgedPeriod: string | null;
}

export interface RuleFilter {
  readonly metricCode?: string;
  readonly state?: RuleState;
  readonly limit: number;
  readonly cursor?: string;
}

interface Standing {
  readonly rule_id: string;
  readonly state: RuleState;
  readonly problem: string | null;
  readonly judged_until: Date | null;
  readonly item_key: string | null;
  readonly silenced: boolean;
}

/** Worst first. */
const BY_STATE = `array_position(ARRAY['error', 'open', 'flapping', 'recovering', 'pending', 'no_data', 'normal'], s.state)`;
const STANDINGS = `
  SELECT DISTINCT ON (s.rule_id) s.rule_id, s.state, s.problem, s.judged_until, i.key AS item_key,
    EXISTS (SELECT 1 FROM trigger_silences q WHERE q.workspace_id = s.workspace_id AND q.starts_at <= $2 AND q.ends_at > $2
      AND (q.rule_id IS NULL OR q.rule_id = r.id) AND (q.metric_code IS NULL OR q.metric_code = r.metric_code)) AS silenced
  FROM trigger_series s JOIN trigger_rules r ON r.id = s.rule_id LEFT JOIN items i ON i.id = s.item_id
    AND ${seesItem('i', { userId: '$3::uuid', role: '$4' })}
  WHERE s.rule_id = ANY($1) ORDER BY s.rule_id, ${BY_STATE}, s.id`;

/** The rules of a workspace. */
@Injectable()
export class Rules {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found */
  async show(actor: Actor, id: string): Promise<RuleShown> {
    const found = await this.of(actor).andWhere('rule.id = :id', { id }).getMany();
    const [rule] = await this.shown(found, actor);
    if (!rule) throw notFound(RULE_NOUN);
    return rule;
  }

  /** Oldest first. */
  async list(actor: Actor, { metricCode, state, limit, cursor }: RuleFilter): Promise<Page<RuleShown>> {
    const query = this.of(actor);
    if (metricCode !== undefined) query.andWhere('rule.metricCode = :metricCode', { metricCode });
    if (state !== undefined) {
      query.andWhere('EXISTS (SELECT 1 FROM trigger_series s WHERE s.rule_id = rule.id AND s.state = :state)', {
        state,
      });
    }
    if (cursor !== undefined) query.andWhere('rule.id > :last', { last: decodeCursor(cursor, 'id')[0] });
    const found = await query
      .orderBy('rule.id')
      .limit(limit + 1)
      .getMany();
    return pageOf(await this.shown(found, actor), limit, ({ id }) => [id]);
  }

  /** @throws DomainError not_found */
  async find(workspace: WorkspaceRef, id: string): Promise<TriggerRule> {
    const [rule] = await this.transactions.reader.findBy(TriggerRule, { id: In([id]), workspaceId: workspace.id });
    if (!rule) throw notFound(RULE_NOUN);
    return rule;
  }

  private of({ workspace }: Actor): SelectQueryBuilder<TriggerRule> {
    return this.transactions.reader
      .createQueryBuilder(TriggerRule, 'rule')
      .where('rule.workspaceId = :workspaceId', { workspaceId: workspace.id });
  }

  /** Whoever does not see the item it opened reads the rule without its key. */
  private async shown(rules: readonly TriggerRule[], { workspace, userId, role }: Actor): Promise<RuleShown[]> {
    const ids = rules.map(({ id }) => id);
    const rows = await this.transactions.reader.query<Standing[]>(STANDINGS, [ids, this.clock.now(), userId, role]);
    const standings = new Map(rows.map((row) => [row.rule_id, row]));
    return rules.map((rule) => {
      const { state = 'no_data', problem = null, judged_until: until = null, item_key: itemKey = null, silenced = false } =
        standings.get(rule.id) ?? {}; // prettier-ignore
      const judgedPeriod = until && periodLabel(until, rule.period, workspace.timeZone);
      const settings = settingsOf(rule.condition, rule.settings);
      return { ...rule, settings, state, problem, silenced, judgedUntil: until, itemKey, judgedPeriod };
    });
  }
}
