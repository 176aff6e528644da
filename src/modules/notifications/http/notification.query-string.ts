import { Transform } from 'class-transformer';

import { Flag, PageQueryString } from '../../../platform/http/index.js';

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class ListNotificationsQueryString extends PageQueryString {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (FLAGS[value] ?? value) : value))
  @Flag({ optional: true, description: 'Only what is unread, or only what is read; both when left out.' })
  unread?: boolean;
}
