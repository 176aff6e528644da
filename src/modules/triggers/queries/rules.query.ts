import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';

import type { Actor, WorkspaceRef } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { periodLabel } from '../../../kernel/time/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { Item } from '../../items/index.js';
import { seesItem } from '../../people/index.js';
import { RULE_NOUN } from '../operations/rule-fields.js';
import type { RuleState } from '../domain/rule-words.js';
import { TriggerRule } from '../persistence/trigger-rule.entity.js';

/** A rule, with the key of the item it opened last and the name of the newest period it has judged. */
export interface RuleShown extends Readonly<TriggerRule> {
  readonly itemKey: string | null;
  readonly judgedPeriod: string | null;
}

export interface RuleFilter {
  readonly metricCode?: string;
  readonly state?: RuleState;
  readonly limit: number;
  readonly cursor?: string;
}

/** The rules of a workspace. */
@Injectable()
export class Rules {
  constructor(private readonly transactions: Transactions) {}

  /** @throws DomainError not_found */
  async show(actor: Actor, id: string): Promise<RuleShown> {
    const found = await this.of(actor).andWhere('rule.id = :id', { id }).getRawAndEntities<RawKey>();
    const [rule] = shown(found, actor.workspace);
    if (!rule) throw notFound(RULE_NOUN);
    return rule;
  }

  /** Oldest first. */
  async list(actor: Actor, { metricCode, state, limit, cursor }: RuleFilter): Promise<Page<RuleShown>> {
    const query = this.of(actor);
    if (metricCode !== undefined) query.andWhere('rule.metricCode = :metricCode', { metricCode });
    if (state !== undefined) query.andWhere('rule.state = :state', { state });
    if (cursor !== undefined) query.andWhere('rule.id > :last', { last: decodeCursor(cursor, 'id')[0] });
    const found = await query
      .orderBy('rule.id')
      .limit(limit + 1)
      .getRawAndEntities<RawKey>();
    return pageOf(shown(found, actor.workspace), limit, ({ id }) => [id]);
  }

  /** Whoever does not see the item it opened reads the rule without its key. */
  private of({ workspace, userId, role }: Actor): SelectQueryBuilder<TriggerRule> {
    return this.transactions.reader
      .createQueryBuilder(TriggerRule, 'rule')
      .leftJoin(Item, 'item', `item.id = rule.itemId AND ${seesItem('item', { userId: ':userId', role: ':role' })}`)
      .addSelect('item.key', 'item_key')
      .where('rule.workspaceId = :workspaceId', { workspaceId: workspace.id })
      .setParameters({ userId, role });
  }
}

interface RawKey {
  readonly item_key: string | null;
}

function shown({ entities, raw }: { entities: TriggerRule[]; raw: RawKey[] }, { timeZone }: WorkspaceRef): RuleShown[] {
  return entities.map((rule, index) => ({
    ...rule,
    itemKey: raw[index]?.item_key ?? null,
    judgedPeriod: rule.judgedUntil && periodLabel(rule.judgedUntil, rule.period, timeZone),
  }));
}
