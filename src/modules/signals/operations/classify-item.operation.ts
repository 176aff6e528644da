import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Classification, ItemAccess, touchItem } from '../../items/index.js';
import { PROPOSAL_NAMES } from '../domain/signal-words.js';
import type { SignalDecision } from '../persistence/signal-decision.entity.js';
import type { Signal } from '../queries/judge-signal.query.js';
import { ProposeSignal, type SignalAsked } from '../queries/propose-signal.query.js';
import { keepDecision } from './keep-decision.js';

export interface Classified extends SignalAsked {
  readonly classification: Classification;
  readonly reason?: string | null;
}

const REASON_NEEDED = {
  en: 'is needed: the figures propose "{proposal}"',
  'zh-CN': '必须说明理由:数据建议为“{proposal}”',
};

/** A person decides what the figures only propose; whether he followed them is kept, and why when he did not. */
@Injectable()
export class ClassifyItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly propose: ProposeSignal,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, not_yours, item_not_open, stale_version, invalid_fields, too_little_data */
  async run(actor: Actor, key: string, version: number, classified: Classified): Promise<SignalDecision> {
    return this.transactions.run(async (tx) => {
      const item = await this.access.forChange(tx, actor, key, version);
      const signal = await this.propose.forItem(tx, actor, item, classified);
      const { classification: decided, reason = null } = classified;
      const proposed = signal.proposal.proposal;
      refuseFields(decided === proposed || reason ? [] : [reasonNeeded(signal)]);
      const human = { decided, reason, decidedBy: actor.userId!, decidedAt: this.clock.now() };
      const decision = await keepDecision(tx, item, signal, human);
      const written = { classification: decided, classifiedBy: actor.userId };
      const changes = changesBetween(item, written);
      await touchItem(tx, item, written, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'item.classified',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        reason,
        changes: { ...changes, proposed: { from: null, to: proposed } },
      });
      return decision;
    });
  }
}

function reasonNeeded({ proposal }: Signal) {
  const params = { proposal: PROPOSAL_NAMES[proposal.proposal] };
  return { field: 'reason', code: 'needed', message: REASON_NEEDED, params };
}
