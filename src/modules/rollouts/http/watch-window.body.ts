import { Transform } from 'class-transformer';

import { type Period, PERIODS } from '../../../kernel/time/index.js';
import { Day, OneOf, Text, Whole } from '../../../platform/http/index.js';

export class SetWatchWindowBody {
  @Text({ max: 100, description: 'Code in the metric dictionary.' })
  metric!: string;

  @OneOf(PERIODS, { optional: true, description: 'The metric’s own when left out.' })
  period?: Period | null;

  @Day({ description: 'First day of the window.' })
  from!: string;

  @Day({ description: 'Last day of the window.' })
  to!: string;
}

export class CycleQueryString {
  @Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : Number(value)))
  @Whole({ min: 1, max: 1_000_000, optional: true, description: 'The item’s current cycle when left out.' })
  cycle?: number;
}
