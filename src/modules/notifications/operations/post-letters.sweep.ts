import { Transactions, workspaceServed } from '../../../platform/database/index.js';
import { type Sweep, Sweeps } from '../../../platform/jobs/index.js';
import { DeliveriesRepository } from '../persistence/deliveries.repository.js';
import { PostLetters } from './post-letters.operation.js';

const PEOPLE = 200;

/** Posts the letters and digests that are due, and writes down how those posted before went. */
@Sweeps('post-notification-letters')
export class PostDueLetters implements Sweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly deliveries: DeliveriesRepository,
    private readonly postLetters: PostLetters,
  ) {}

  async run(now: Date): Promise<number> {
    const id = workspaceServed();
    const { reader } = this.transactions;
    let acted = await this.deliveries.settle(reader, id);
    let people: string[] | undefined;
    do {
      people = await this.deliveries.peopleDue(reader, id, now, people?.at(-1) ?? null, PEOPLE);
      for (const userId of people) acted += await this.postLetters.run({ id }, userId, now);
    } while (people.length === PEOPLE);
    return acted;
  }
}
