import { Id, Whole } from '../../../platform/http/index.js';

export class AddDependencyBody {
  @Id({ description: 'The task or milestone that has to be finished first.' })
  predecessorId!: string;

  @Id({ description: 'The task or milestone of the same item that waits for it.' })
  successorId!: string;

  @Whole({ min: 0, max: 250, optional: true, description: 'Working days in between, of who owes the successor.' })
  lagDays?: number | null;
}
