import { Id, OneOf, PageQueryString } from '../../../platform/http/index.js';
import {
  SEVERITIES,
  type Severity,
  type Stage,
  STAGES,
  type Status,
  STATUSES,
  TRIGGER_TYPES,
  type TriggerType,
} from '../domain/item-words.js';
import { ITEM_SORTS, type ItemSort } from '../queries/list-items.query.js';

export class ListItemsQueryString extends PageQueryString {
  @OneOf(STAGES, { optional: true })
  stage?: Stage;

  @OneOf(STATUSES, { optional: true })
  status?: Status;

  @OneOf(SEVERITIES, { optional: true })
  severity?: Severity;

  @OneOf(TRIGGER_TYPES, { optional: true })
  type?: TriggerType;

  @Id({ optional: true })
  ownerId?: string;

  @Id({ optional: true })
  unitId?: string;

  @OneOf(ITEM_SORTS, { optional: true, description: '`-` sorts downwards; newest change first when left out.' })
  sort: ItemSort = '-changedAt';
}

export class HistoryQueryString extends PageQueryString {}
