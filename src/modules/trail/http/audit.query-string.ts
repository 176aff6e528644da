import { SOURCES, type Source } from '../../../kernel/actor/index.js';
import { Id, Instant, OneOf, PageQueryString, Text } from '../../../platform/http/index.js';

const ORDERS = ['id', '-id'] as const;

export class ListEventsQueryString extends PageQueryString {
  @Text({ max: 40, optional: true, description: 'Key of an item: what happened to it and to what belongs to it.' })
  item?: string;

  @Id({ optional: true, description: 'Who acted.' })
  actorId?: string;

  @Text({ max: 100, optional: true, description: '`item.stage_advanced`' })
  action?: string;

  @OneOf(SOURCES, { optional: true })
  source?: Source;

  @Instant({ optional: true, description: 'At that time or later.' })
  from?: string;

  @Instant({ optional: true, description: 'Before that time.' })
  to?: string;

  @OneOf(ORDERS, { optional: true, description: '`-id` shows the newest first; an export is always oldest first.' })
  sort: (typeof ORDERS)[number] = 'id';
}

export class ListSealsQueryString extends PageQueryString {}
