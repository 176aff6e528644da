import { Transform } from 'class-transformer';

import { Flag, Id, Text } from '../../../platform/http/index.js';

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class CreateUnitBody {
  @Text({ max: 100 })
  name!: string;

  @Id({ optional: true, description: 'The unit it stands below; at the top when left out.' })
  parentId?: string | null;

  @Id({ optional: true, description: 'Who heads it: a member.' })
  headId?: string | null;
}

export class ChangeUnitBody {
  @Text({ max: 100, optional: true })
  name?: string | null;

  @Id({ optional: true })
  parentId?: string | null;

  @Id({ optional: true })
  headId?: string | null;
}

export class PlaceMemberBody {
  @Id({ optional: true, description: 'Null: to none.' })
  unitId?: string | null;
}

export class UnitsQueryString {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (FLAGS[value] ?? value) : value))
  @Flag({ optional: true, description: 'Show those out of use too.' })
  archived?: boolean;
}
