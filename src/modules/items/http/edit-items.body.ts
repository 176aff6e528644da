import { BULK_LIMIT, ListOf, Nested, Pattern, Whole } from '../../../platform/http/index.js';
import { EditItemBody } from './item.body.js';

export class ItemInBulkBody {
  @Pattern(/^CI-\d{6}-\d{3,}$/, 'CI-202611-001')
  key!: string;

  @Whole({ min: 1, max: 2_000_000_000, description: 'As it was read.' })
  version!: number;

  @Nested(() => EditItemBody)
  change!: EditItemBody;
}

export class EditItemsBody {
  @ListOf(() => ItemInBulkBody, { max: BULK_LIMIT })
  rows!: ItemInBulkBody[];
}
