import type { Locale } from '../../../kernel/text/index.js';
import { type BlockerView, blockerView } from '../../../platform/http/index.js';
import type { OfferedTransition } from '../queries/list-transitions.query.js';

export class TransitionView {
  name!: string;
  to!: string;
  needsReason!: boolean;
  /** Whether you sign by making it: send `signature`. */
  needsSignature!: boolean;
  /** Whether you could make this move now. */
  allowed!: boolean;
  /** Whether your role may make it at all. */
  forRole!: boolean;
  blockers!: BlockerView[];

  static of(transition: OfferedTransition, locale: Locale): TransitionView {
    return { ...transition, blockers: transition.blockers.map((blocker) => blockerView(blocker, locale)) };
  }
}
