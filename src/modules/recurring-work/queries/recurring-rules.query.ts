import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';

import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { type RecurringKind, RULE_NOUN, type RuleState } from '../domain/recurring-words.js';
import { RecurringRule } from '../persistence/recurring-rule.entity.js';

export interface RuleFilter {
  readonly kind?: RecurringKind;
  readonly state?: RuleState;
  readonly ownerId?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** The rules of a workspace, newest first. */
@Injectable()
export class RecurringRules {
  constructor(private readonly transactions: Transactions) {}

  async page({ workspace }: Actor, { limit, cursor, ...filter }: RuleFilter): Promise<Page<RecurringRule>> {
    const before = cursor === undefined ? {} : { id: LessThan(decodeCursor(cursor, 'id')[0]) };
    const rows = await this.transactions.reader.find(RecurringRule, {
      where: { workspaceId: workspace.id, ...filter, ...before },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** @throws DomainError not_found */
  async one({ workspace }: Actor, id: string): Promise<RecurringRule> {
    const rule = await this.transactions.reader.findOneBy(RecurringRule, { id, workspaceId: workspace.id });
    if (!rule) throw notFound(RULE_NOUN);
    return rule;
  }
}
