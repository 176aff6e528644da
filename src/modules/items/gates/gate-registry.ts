import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import type { Blocker } from '../../../kernel/errors/index.js';
import { checkLifecycle } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateName, ITEM_LIFECYCLE } from '../domain/item-lifecycle.js';
import { GATE, type GateDeclaration, type GateQuestion, type ItemGate } from './item-gate.js';

interface Provided extends GateDeclaration {
  readonly gate: ItemGate;
}

/** Every gate, found among the providers of all modules; the product does not boot when the lifecycle has a hole. */
@Injectable()
export class GateRegistry implements OnModuleInit {
  private readonly gates = new Map<string, Provided>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const counts = new Map<string, number>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const declaration = metatype ? this.reflector.get<GateDeclaration | undefined>(GATE, metatype) : undefined;
      if (!declaration) continue;
      counts.set(declaration.name, (counts.get(declaration.name) ?? 0) + 1);
      this.gates.set(declaration.name, { ...declaration, gate: instance as ItemGate });
    }
    const problems = checkLifecycle(ITEM_LIFECYCLE, counts);
    if (problems.length > 0) throw new Error(`the item lifecycle cannot be served: ${problems.join('; ')}`);
  }

  isWaivable(name: GateName): boolean {
    return this.provided(name).waivable;
  }

  /** Asks every gate in turn and answers all that is unmet, each reason a blocker of its own. */
  async blockers(names: readonly GateName[], question: GateQuestion, tx: Tx): Promise<Blocker[]> {
    const blockers: Blocker[] = [];
    for (const name of names) {
      const { gate, waivable, fix } = this.provided(name);
      const answer = await gate.check(question, tx);
      if (answer.met) continue;
      const where = `items/${question.item.key}${fix.where === '' ? '' : `/${fix.where}`}`;
      blockers.push(
        ...answer.reasons.map((reason) => ({ gate: name, ...reason, waivable, fix: { who: fix.who, where } })),
      );
    }
    return blockers;
  }

  private provided(name: GateName): Provided {
    const provided = this.gates.get(name);
    if (!provided) throw new Error(`gate "${name}" has no provider`);
    return provided;
  }
}
