import { ApiProperty, ApiSchema } from '@nestjs/swagger';

import { ERROR_CODES, type ErrorCode } from '../../kernel/errors/index.js';

@ApiSchema({ name: 'FieldProblem' })
export class FieldProblemView {
  /** Path of the field in the body, the query or the headers: `members.0.userId`. */
  field!: string;
  code!: string;
  message!: string;
}

@ApiSchema({ name: 'Fix' })
export class FixView {
  who!: string;
  /** A path below the workspace. */
  where!: string;
}

/** One reason why a transition is blocked. */
@ApiSchema({ name: 'Blocker' })
export class BlockerView {
  gate!: string;
  code!: string;
  message!: string;
  waivable!: boolean;
  fix!: FixView;
}

/** An error as RFC 9457 wants it, with a stable `code` beside the sentence. */
@ApiSchema({ name: 'Problem' })
export class ProblemView {
  type!: string;
  title!: string;
  status!: number;
  @ApiProperty({ enum: Object.keys(ERROR_CODES), description: 'Never changes once published.' })
  code!: ErrorCode;
  /** In the language of Accept-Language. */
  detail!: string;
  requestId!: string;
  /** Every field that is not acceptable, at once. */
  errors?: FieldProblemView[];
  /** Every unmet gate, at once. */
  blockers?: BlockerView[];
}
