import { type Provider, type Type } from '@nestjs/common';

import type { GateName } from '../domain/item-lifecycle.js';
import { type ItemGate, ProvidesGate, WHO } from './item-gate.js';

const PENDING: GateName[] = [
  'measures-address-confirmed-causes',
  'feasibility-is-marked',
  'effort-is-estimated',
  'risks-are-mitigated',
  'effect-is-expected',
  'plan-is-approved',
];

/** Gates whose modules are still to come: shut, so that nothing passes before they are there. */
export const PENDING_GATES: Provider[] = PENDING.map((name) => {
  @ProvidesGate({ name, waivable: false, fix: { who: WHO.lead, where: '' } })
  class PendingGate implements ItemGate {
    check() {
      return {
        met: false as const,
        reasons: [{ code: 'pending', message: { en: 'Not there yet.', 'zh-CN': '尚未提供。' } }],
      };
    }
  }
  return PendingGate as Type<ItemGate>;
});
