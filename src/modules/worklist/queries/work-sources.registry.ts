import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import { APPROVALS } from '../../people/index.js';
import { WORK_SOURCE, type WorkSource } from './work-source.js';

/** Who tells of what people owe, found among the providers of all modules; two for one kind stop the start. */
@Injectable()
export class WorkSources implements OnModuleInit {
  private readonly sources = new Map<string, WorkSource>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const kind = metatype ? this.reflector.get<string | undefined>(WORK_SOURCE, metatype) : undefined;
      if (kind === undefined) continue;
      if (this.sources.has(kind)) throw new Error(`two sources tell of the work "${kind}"`);
      this.sources.set(kind, instance as WorkSource);
    }
  }

  of(kind: string): WorkSource {
    const source = this.sources.get(kind);
    if (!source) throw new Error(`nobody tells of the work "${kind}"`);
    return source;
  }

  get all(): ReadonlyMap<string, WorkSource> {
    return this.sources;
  }

  /** Those whose rows can be handed over to a delegate. */
  get approvals(): ReadonlyMap<string, WorkSource> {
    const names: readonly string[] = APPROVALS;
    return new Map([...this.sources].filter(([, { requires }]) => requires !== undefined && names.includes(requires)));
  }
}
