import type { Tx } from '../../../../platform/database/index.js';
import type { Calibration } from '../../domain/series.js';

const ACTIVE = `('open', 'recovering', 'flapping')`;

/**
 * Lets a rule that judges by something else begin anew with its series: the newest closed period is judged by what holds
 * now, and what was counted before no longer counts. A series that is open stays so: its item is alive.
 *
 * @param limits of the rule from now on, which series that grow their own begin with
 */
export async function beginAnew(
  tx: Tx,
  seriesIds: readonly string[],
  now: Date,
  limits?: Calibration | null,
): Promise<void> {
  await tx.query(
    `UPDATE trigger_findings SET superseded = true WHERE series_id IN (
       SELECT id FROM trigger_series WHERE id = ANY($1) AND state NOT IN ${ACTIVE})`,
    [seriesIds],
  );
  await tx.query(
    `UPDATE trigger_series SET machine = NULL, judged_from = NULL, judged_until = NULL, rejudge_from = NULL, due_at = $2
     WHERE id = ANY($1) AND state NOT IN ${ACTIVE}`,
    [seriesIds, now],
  );
  if (limits === undefined) return;
  await tx.query(
    `UPDATE trigger_series SET machine = jsonb_set(machine, '{calibration}', coalesce($2::jsonb, 'null'))
     WHERE id = ANY($1) AND machine->'calibration' IS NOT NULL AND machine->'calibration' <> 'null'`,
    [seriesIds, limits && JSON.stringify(limits)],
  );
}
