import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import type { Tx } from '../../../platform/database/index.js';
import { type Holding, HOLDING_KINDS, type HoldingKind } from '../domain/holding.js';
import { HOLDINGS, type Holdings } from './holdings.js';

/** Who knows which holdings, found among the providers of all modules; a kind that nobody provides stops the start. */
@Injectable()
export class HoldingsRegistry implements OnModuleInit {
  private readonly providers = new Map<HoldingKind, Holdings>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const kind = metatype ? this.reflector.get<HoldingKind | undefined>(HOLDINGS, metatype) : undefined;
      if (kind) this.providers.set(kind, instance as Holdings);
    }
    const missing = HOLDING_KINDS.filter((kind) => !this.providers.has(kind));
    if (missing.length > 0) throw new Error(`nobody knows who holds: ${missing.join(', ')}`);
  }

  of(kind: HoldingKind): Holdings {
    const provider = this.providers.get(kind);
    if (!provider) throw new Error(`nobody knows who holds: ${kind}`);
    return provider;
  }

  /** Everything that the person holds, locked, kind by kind. */
  async list(tx: Tx, workspaceId: string, userId: string): Promise<Holding[]> {
    const holdings: Holding[] = [];
    for (const kind of HOLDING_KINDS) {
      const records = await this.of(kind).list(tx, workspaceId, userId);
      for (const record of records) holdings.push({ ...record, kind });
    }
    return holdings;
  }
}
