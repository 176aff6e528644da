import { Transform } from 'class-transformer';

import { Whole } from '../../../platform/http/index.js';

/** Which cycle's records; the current one's when left out. */
export class CycleQueryString {
  @Transform(({ value }: { value: unknown }) => (value === undefined ? value : Number(value)))
  @Whole({ min: 1, max: 10_000, optional: true })
  cycle?: number;
}
