import { type Locale, localise } from '../../../kernel/text/index.js';
import { DefinitionVersionsView, NOW } from '../../metrics/index.js';
import { CONDITION_MESSAGES, figuresInWords } from '../domain/judgement-words.js';
import type { Judgement } from '../domain/referee.js';
import type { JudgedPilot } from '../operations/judge-pilot.operation.js';
import type { ArmCountView } from './pilot.view.js';

export class PerArmView {
  control!: ArmCountView;
  variant!: ArmCountView;
}

export class IntervalView {
  lower!: number;
  upper!: number;
}

export class ThresholdsView {
  minimumPerArm!: number;
  minimumDays!: number;
  /** As a share. */
  confidence!: number;
  /** p of the split below which it is held to be at fault. */
  sampleRatio!: number;
}

export class ConditionView {
  code!: string;
  met!: boolean;
  message!: string;
}

/** What the referee sees. Rates and differences are fractions; figures of the comparison are null while an arm is empty. */
export class JudgementView {
  pilotId!: string;
  pilotKey!: string;
  state!: string;
  /** Null as long as volume or days are short. */
  verdict!: string | null;
  conditions!: ConditionView[];
  test!: string | null;
  perArm!: PerArmView;
  controlRate!: number | null;
  variantRate!: number | null;
  /** variant - control */
  difference!: number | null;
  relativeLift!: number | null;
  z!: number | null;
  /** Two-sided. */
  pValue!: number | null;
  log10PValue!: number | null;
  /** 1 - p of the two-sided test. */
  confidence!: number | null;
  /** Newcombe's, of the difference, at the confidence asked for. */
  interval!: IntervalView | null;
  daysRun!: number;
  variables!: number;
  variantShare!: number;
  sampleRatioPValue!: number;
  thresholds!: ThresholdsView;
  /** What the primary metric meant at the design and at the verdict; null when none is named. */
  definition!: DefinitionVersionsView | null;
  judgedBy!: string | null;
  judgedAt!: string | null;
  version!: number;

  static of(judged: JudgedPilot, locale: Locale): JudgementView {
    const { pilot, judgement } = judged;
    const { figures, thresholds, verdict } = judgement;
    const { control, variant, comparison, ...rest } = figures;
    return {
      pilotId: pilot.id,
      pilotKey: pilot.key,
      state: pilot.state,
      verdict,
      conditions: conditionsIn(judgement, locale),
      ...(comparison ?? NO_COMPARISON),
      perArm: { control, variant },
      ...rest,
      thresholds,
      definition: definitionOf(judged, locale),
      judgedBy: pilot.judgedBy,
      judgedAt: pilot.judgedAt?.toISOString() ?? null,
      version: pilot.version,
    };
  }
}

const NO_COMPARISON = {
  test: null,
  controlRate: null,
  variantRate: null,
  difference: null,
  relativeLift: null,
  z: null,
  pValue: null,
  log10PValue: null,
  confidence: null,
  interval: null,
};

const AT_DESIGN = { en: 'at the design', 'zh-CN': '设计时' };
const AT_VERDICT = { en: 'at the verdict', 'zh-CN': '裁定时' };

function definitionOf({ pilot, metricVersion: later }: JudgedPilot, locale: Locale) {
  const { primaryMetric: metric, metricVersion: earlier, judgedAt } = pilot;
  if (metric === null) return null;
  const moments = { earlier: AT_DESIGN, later: judgedAt ? AT_VERDICT : NOW };
  return DefinitionVersionsView.of({ metric, earlier, later }, moments, locale);
}

function conditionsIn(judgement: Judgement, locale: Locale): ConditionView[] {
  const params = figuresInWords(judgement);
  return judgement.conditions.map(({ code, met }) => {
    return { code, met, message: localise(CONDITION_MESSAGES[code], locale, params) };
  });
}
