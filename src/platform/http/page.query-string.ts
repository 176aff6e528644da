import { Transform } from 'class-transformer';

import { Text, Whole } from './fields.js';

/** `?limit=&cursor=` of every list. */
export class PageQueryString {
  @Transform(({ value }: { value: unknown }) => (value === undefined ? 50 : Number(value)))
  @Whole({ min: 1, max: 200, optional: true, description: 'Rows on a page; 50 when left out.' })
  limit: number = 50;

  @Text({ max: 500, optional: true, description: 'nextCursor of the page before.' })
  cursor?: string;
}
