import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { HeldRecord, HoldingKind } from '../domain/holding.js';

/** From whom, and to whom. */
export interface Succession {
  readonly from: string;
  readonly to: string;
}

/** How the records of one kind pass from one person to another. */
export interface Holdings {
  /** All that the person holds, locked until the transaction ends. */
  list(tx: Tx, workspaceId: string, userId: string): Promise<HeldRecord[]>;

  /** Why one of them cannot be the successor's; null when it can. */
  objection?(tx: Tx, record: HeldRecord, to: string): Promise<Localised | null>;

  /** Passes one on, with its audit event. */
  move(tx: Tx, actor: Actor, record: HeldRecord, succession: Succession): Promise<void>;
}

export const HOLDINGS = 'shewhart:holdings';

/** Declares a class as the one that knows the holdings of a kind. */
export function ProvidesHoldings(kind: HoldingKind): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(HOLDINGS, kind));
}
