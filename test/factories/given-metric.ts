import { addDays, startOfLocalDate } from '../../src/kernel/time/index.js';
import { type Direction, Metric, MetricPoint } from '../../src/modules/metrics/index.js';
import { newId } from '../../src/platform/database/index.js';
import type { GivenWorkspace, SpecProduct } from '../harness/index.js';

const ZONE = 'Asia/Shanghai';

/** A daily metric of the dictionary. */
export async function givenDailyMetric(
  { sql, clock }: SpecProduct,
  { id: workspaceId }: GivenWorkspace,
  { code, direction = 'up' }: { code: string; direction?: Direction },
): Promise<Metric> {
  const [createdAt, changedAt] = [clock.now(), clock.now()];
  const metric = { id: newId(), workspaceId, code, name: code, unit: '%', direction, createdAt, changedAt };
  await sql.manager.insert(Metric, { ...metric, period: 'day', aggregation: 'mean' });
  return sql.manager.findOneByOrFail(Metric, { id: metric.id });
}

/** One value a day from `firstDay` on, in a workspace whose days begin in Shanghai; null leaves the day out. */
export async function givenDays(
  { sql, clock }: SpecProduct,
  { id: metricId, workspaceId }: Metric,
  firstDay: string,
  values: readonly (number | null)[],
): Promise<void> {
  const points = values.map((value, day) => ({
    metricId,
    dimensionKey: '',
    workspaceId,
    periodStart: startOfLocalDate(addDays(firstDay, day), ZONE),
    value,
    recordedAt: clock.now(),
  }));
  await sql.manager.upsert(
    MetricPoint,
    points.flatMap((point) => (point.value === null ? [] : [{ ...point, value: point.value }])),
    ['metricId', 'dimensionKey', 'periodStart'],
  );
}
