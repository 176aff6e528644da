import { applyDecorators, Injectable, type OnModuleInit, SetMetadata } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { JournalEntry } from '../domain/journal-entry.js';

/**
 * What has to hold together with an event, and so is done in its own transaction: a reaction comes after the commit, and
 * what is looked at in between would see half of it.
 */
export interface Companion {
  accompany(tx: Tx, actor: Actor, entry: JournalEntry): Promise<void>;
}

const COMPANION = 'shewhart:companion';

/** Declares a class as companion of these events. What it records itself must be none of them. */
export function Accompanies(types: readonly string[]): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(COMPANION, types));
}

/** The companions of each event, found among the providers of all modules. */
@Injectable()
export class Companions implements OnModuleInit {
  private readonly companions = new Map<string, Companion[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const types = metatype ? this.reflector.get<readonly string[] | undefined>(COMPANION, metatype) : undefined;
      for (const type of types ?? [])
        this.companions.set(type, [...(this.companions.get(type) ?? []), instance as Companion]);
    }
  }

  of(type: string): readonly Companion[] {
    return this.companions.get(type) ?? [];
  }
}
