import { ApiProperty } from '@nestjs/swagger';

import { localise, type Locale } from '../../../kernel/text/index.js';
import { DOWN, isReady, PARTS, type PartStates } from '../domain/parts.js';

export class PartView {
  @ApiProperty({ enum: PARTS })
  name!: string;
  /** `unknown`: cannot be asked while another part is down. */
  state!: 'up' | 'down' | 'unknown';
  /** What is wrong; null while nothing is. */
  message!: string | null;
}

export class ReadinessView {
  status!: 'ready' | 'not_ready';
  parts!: PartView[];

  static of(states: PartStates, locale: Locale): ReadinessView {
    const parts = PARTS.map((name) => {
      const state = states[name];
      return { name, state, message: state === 'down' ? localise(DOWN[name], locale) : null };
    });
    return { status: isReady(states) ? 'ready' : 'not_ready', parts };
  }
}
