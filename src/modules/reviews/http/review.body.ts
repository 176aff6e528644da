import { Transform } from 'class-transformer';

import { type Period, PERIODS } from '../../../kernel/time/index.js';
import { Day, Nested, OneOf, Text, Whole } from '../../../platform/http/index.js';
import { SignatureBody } from '../../signatures/index.js';

export class FreezeBaselineBody {
  @Day({ description: 'First day of the baseline.' })
  from!: string;

  @Day({ description: 'Last day of the baseline, today at the latest.' })
  to!: string;

  @OneOf(PERIODS, { optional: true, description: 'The metric’s own when left out.' })
  period?: Period | null;
}

/** Fields left out stay as they are. Figures are measured, never sent. */
export class WriteReviewBody {
  @Day({ optional: true, description: 'First day after the change; naming it measures anew.' })
  afterFrom?: string | null;

  @Day({ optional: true, description: 'Last day after the change, today at the latest.' })
  afterTo?: string | null;

  @Text({ max: 10_000, optional: true, description: 'What was learned, what was weak, what changes in the rules.' })
  lesson?: string | null;

  @Text({ max: 5000, optional: true, description: '关键成果, kept with the item.' })
  keyResult?: string | null;
}

export class SignReviewBody {
  @Nested(() => SignatureBody, { optional: true, description: 'Needed: signing off is signed.' })
  signature?: SignatureBody | null;

  @Text({ max: 2000, optional: true })
  comment?: string | null;
}

export class CycleQueryString {
  @Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : Number(value)))
  @Whole({
    min: 1,
    max: 1_000_000,
    optional: true,
    description: 'The current cycle (of a watch: the newest) when left out.',
  })
  cycle?: number;
}
