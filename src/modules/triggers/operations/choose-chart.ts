import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { type Clock, holds, type Period } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Metric, RatioCounts } from '../../metrics/index.js';
import type { GivenSettings } from '../domain/rule-settings.js';
import type { Condition } from '../domain/rule-words.js';

export interface Charted {
  readonly condition: Condition;
  readonly period: Period;
  /** As somebody wrote them, before defaults are filled in. */
  readonly given: GivenSettings;
}

/** Which chart a rule goes by that names none, whether it is made or changed to one. */
@Injectable()
export class ChooseChart {
  constructor(
    private readonly ratioCounts: RatioCounts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns `given`, for a ratio of counts with the chart whose limits follow what each period is out of */
  async run(tx: Tx, workspace: WorkspaceRef, metric: Metric | null, charted: Charted): Promise<GivenSettings> {
    const { condition, period, given } = charted;
    if (condition !== 'control_chart' || given.chart != null || !metric || saysAnother(given)) return given;
    if (!holds(period, metric.period)) return given;
    const series = { metricCode: metric.code, period, dimensionKey: given.segment ?? '' };
    const chart = await this.ratioCounts.chartFor(tx, workspace, series, { now: this.clock.now() });
    return chart ? { ...given, chart } : given;
  }
}

/** Figures of another chart say which one is meant. */
function saysAnother({ weight, allowance, decision, runRules }: GivenSettings): boolean {
  return [weight, allowance, decision, runRules].some((figure) => figure != null);
}
