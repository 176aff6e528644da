import { PartialType } from '@nestjs/swagger';

import { Day, Flag, OneOf, Text } from '../../../platform/http/index.js';
import { type Comparison, COMPARISONS, SOURCE_KINDS, type SourceKind } from '../domain/data-source.js';

export class AddDataSourceBody {
  @Text({ max: 200, description: 'What it is called where it lives.' })
  name!: string;

  @OneOf(SOURCE_KINDS)
  kind!: SourceKind;

  @Day({ description: 'First day of the data.' })
  rangeFrom!: string;

  @Day({ description: 'Last day of the data, included.' })
  rangeTo!: string;

  @OneOf(COMPARISONS)
  comparison!: Comparison;

  @Text({ max: 1000, optional: true, description: 'Which channels, which groups; or why there is no comparison.' })
  comparisonNote?: string | null;

  @Text({ max: 5000, optional: true, description: 'Duplicates, gaps and errors found, and what was done about them.' })
  cleaning?: string | null;
}

/** Every field may be left out, and then stays. */
export class EditDataSourceBody extends PartialType(AddDataSourceBody) {
  @Flag({ optional: true, description: 'No longer drawn on; needs a reason.' })
  dropped?: boolean;

  @Text({ max: 2000, optional: true })
  reason?: string | null;
}
