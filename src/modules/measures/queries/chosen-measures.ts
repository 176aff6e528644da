import type { Tx } from '../../../platform/database/index.js';
import { Measure } from '../persistence/measure.entity.js';

interface AnsweredCause {
  readonly statement: string;
  readonly state: string;
  readonly version: number;
}

export interface ChosenMeasure extends Measure {
  readonly cause: AnsweredCause;
}

/** The plan of a cycle: its chosen measures, oldest first, each with the cause it answers. */
export async function chosenMeasures(
  tx: Tx,
  { id: itemId, cycle }: { readonly id: string; readonly cycle: number },
): Promise<ChosenMeasure[]> {
  const measures = await tx.find(Measure, {
    where: { itemId, cycle, chosen: true },
    order: { createdAt: 'ASC', id: 'ASC' },
  });
  const causes = await causesOf(tx, itemId, cycle);
  return measures.flatMap((measure) => {
    const cause = causes.get(measure.causeId);
    // The foreign key and the check on writing leave no measure without a cause of its own cycle.
    return cause ? [Object.assign(measure, { cause })] : [];
  });
}

/** The causes that a measure of this cycle may answer, by id. */
// Read by SQL: diagnosis is a module of its own beside this one, which may not import it; the foreign key guards the rest.
export async function causesOf(tx: Tx, itemId: string, cycle: number): Promise<ReadonlyMap<string, AnsweredCause>> {
  const rows = await tx.query<(AnsweredCause & { id: string })[]>(
    'SELECT id, statement, state, version FROM causes WHERE item_id = $1 AND cycle = $2',
    [itemId, cycle],
  );
  return new Map(rows.map(({ id, ...cause }) => [id, cause]));
}
