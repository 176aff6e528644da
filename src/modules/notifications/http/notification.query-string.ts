import { Transform } from 'class-transformer';

import { Flag, Id, OneOf, PageQueryString, Text } from '../../../platform/http/index.js';
import { DELIVERY_STATES, type DeliveryState } from '../domain/delivery-plan.js';

export class UnsubscribeQueryString {
  @Text({ max: 2_000, description: 'As it stands in a letter.' })
  token!: string;
}

export class ListNotificationDeliveriesQueryString extends PageQueryString {
  @OneOf(DELIVERY_STATES, { optional: true })
  state?: DeliveryState;

  @Id({ optional: true, description: 'Only those to this person.' })
  userId?: string;
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class ListNotificationsQueryString extends PageQueryString {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (FLAGS[value] ?? value) : value))
  @Flag({ optional: true, description: 'Only what is unread, or only what is read; both when left out.' })
  unread?: boolean;
}
