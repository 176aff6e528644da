import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import { OWED_KINDS, type OwedKindName } from '../domain/owed-record.js';
import { OWED_KIND, type OwedKind } from './owed-kind.js';

/** Every kind of record that is owed by a day, found among the providers of all modules; a kind without one stops the start. */
@Injectable()
export class OwedKinds implements OnModuleInit {
  private readonly kinds = new Map<OwedKindName, OwedKind>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const name = metatype ? this.reflector.get<OwedKindName | undefined>(OWED_KIND, metatype) : undefined;
      if (name) this.kinds.set(name, instance as OwedKind);
    }
    const missing = OWED_KINDS.filter((name) => !this.kinds.has(name));
    if (missing.length > 0) throw new Error(`nobody knows what is owed: ${missing.join(', ')}`);
  }

  of(name: OwedKindName): OwedKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`nobody knows what is owed: ${name}`);
    return kind;
  }
}
