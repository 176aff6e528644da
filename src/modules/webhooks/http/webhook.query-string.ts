import { OneOf, PageQueryString } from '../../../platform/http/index.js';
import { DELIVERY_STATES, type DeliveryState } from '../domain/webhook-words.js';

export class ListDeliveriesQueryString extends PageQueryString {
  @OneOf(DELIVERY_STATES, { optional: true })
  state?: DeliveryState;
}
