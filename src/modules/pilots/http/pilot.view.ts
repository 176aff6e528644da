import type { ShownPilot } from '../queries/show-pilot.query.js';

export class SampleSizesView {
  /** n = z² p (1-p) / E²: to know one rate to ± the minimum effect. No size for a comparison. */
  oneProportionSampleSize!: number | null;
  /** Per arm, to find the minimum effect between two equal arms. */
  pilotSizePerArm!: number | null;
  power!: number;
  confidence!: number;
}

export class ArmCountView {
  exposed!: number;
  converted!: number;
}

export class CountsView {
  control!: ArmCountView;
  variant!: ArmCountView;
  /** The last day that the counts hold whole. */
  countedOn!: string;
}

export class PilotView {
  id!: string;
  itemId!: string;
  key!: string;
  cycle!: number;
  loop!: number;
  state!: string;
  page!: string | null;
  variables!: string[];
  controlName!: string | null;
  variantName!: string | null;
  primaryMetric!: string | null;
  /** Of the metric's definition by which the draft was last written; null where the dictionary had no such metric. */
  metricVersion!: number | null;
  betterIs!: string;
  segment!: string;
  share!: number | null;
  variantShare!: number;
  expectedControlRate!: number | null;
  /** Absolute, as a fraction: 0.01 is one percentage point. */
  minimumEffect!: number | null;
  startsOn!: string | null;
  plannedDays!: number | null;
  sampleSizes!: SampleSizesView;
  counts!: CountsView | null;
  verdict!: string | null;
  /** Of the metric's definition at the verdict. */
  judgedMetricVersion!: number | null;
  judgedBy!: string | null;
  judgedAt!: string | null;
  decision!: string | null;
  decisionReason!: string | null;
  decidedBy!: string | null;
  decidedAt!: string | null;
  stopReason!: string | null;
  stoppedAt!: string | null;
  createdBy!: string | null;
  createdAt!: string;
  changedAt!: string;
  version!: number;

  static of({ pilot, sampleSizes }: ShownPilot): PilotView {
    const { workspaceId: _workspace, judgement, ...fields } = pilot;
    const { controlExposed, controlConverted, variantExposed, variantConverted, countedOn, ...shown } = fields;
    return {
      ...shown,
      sampleSizes,
      counts:
        countedOn === null
          ? null
          : {
              control: { exposed: controlExposed ?? 0, converted: controlConverted ?? 0 },
              variant: { exposed: variantExposed ?? 0, converted: variantConverted ?? 0 },
              countedOn,
            },
      verdict: judgement?.verdict ?? null,
      judgedAt: pilot.judgedAt?.toISOString() ?? null,
      decidedAt: pilot.decidedAt?.toISOString() ?? null,
      stoppedAt: pilot.stoppedAt?.toISOString() ?? null,
      createdAt: pilot.createdAt.toISOString(),
      changedAt: pilot.changedAt.toISOString(),
    };
  }
}
