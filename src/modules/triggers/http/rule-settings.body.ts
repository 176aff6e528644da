import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional } from 'class-validator';

import { Figure, OneOf, Text, Whole } from '../../../platform/http/index.js';
import {
  type Chart,
  CHARTS,
  type Comparison,
  COMPARISONS,
  LIMIT_KINDS,
  type LimitKind,
  RUN_RULES,
  type RunRule,
  SEASON_HANDLINGS,
  type SeasonHandling,
} from '../domain/rule-settings.js';
import { MOST_PERIODS, TRIAL_PERIODS } from '../domain/rule-words.js';

const ONE_OF_RULES = { message: JSON.stringify({ code: 'one_of', params: { values: RUN_RULES.join(', ') } }) };

/** What only some conditions need, and how a series behaves once it has fired. What is left out is the condition's default. */
export class RuleSettingsBody {
  @Figure({ optional: true, description: 'beyond_threshold: the limit. feedback_concentration: so many reports.' })
  threshold?: number | null;

  @OneOf(COMPARISONS, { optional: true, description: 'clear_decline: what it is measured from.' })
  comparison?: Comparison | null;

  @OneOf(CHARTS, {
    optional: true,
    description: 'control_chart: p or u for ratios of counts, else moving_average at first.',
  })
  chart?: Chart | null;

  @ApiProperty({ enum: RUN_RULES, isArray: true, required: false, nullable: true, description: 'Patterns that fire.' })
  @IsOptional()
  @IsArray(ONE_OF_RULES)
  @ArrayNotEmpty(ONE_OF_RULES)
  @ArrayMaxSize(RUN_RULES.length, ONE_OF_RULES)
  @IsIn([...RUN_RULES], { each: true, ...ONE_OF_RULES })
  runRules?: RunRule[] | null;

  @OneOf(LIMIT_KINDS, { optional: true, description: 'Whether quiet periods join the baseline later.' })
  limits?: LimitKind | null;

  @Whole({ min: TRIAL_PERIODS, max: 1000, optional: true, description: 'Closed periods that set limits; 60 at first.' })
  baselinePeriods?: number | null;

  @OneOf(SEASON_HANDLINGS, {
    optional: true,
    description: 'Whether a season that the baseline shows is taken out before a chart judges; remove at first.',
  })
  season?: SeasonHandling | null;

  @Whole({
    min: 1,
    max: 60,
    optional: true,
    description: 'Periods of a moving average, or that p and u pool (1 is the chart of the textbooks); 8 at first.',
  })
  span?: number | null;

  @Figure({ min: 1, max: 10, optional: true, description: 'Distance of the limits, in sigmas of the plotted figure.' })
  width?: number | null;

  @Figure({ min: 0.01, max: 1, optional: true, description: 'Weight of the newest period in an EWMA.' })
  weight?: number | null;

  @Figure({ min: 0, max: 3, optional: true, description: 'Slack of a CUSUM, in sigmas.' })
  allowance?: number | null;

  @Figure({ min: 0.5, max: 20, optional: true, description: 'Sum at which a CUSUM fires, in sigmas.' })
  decision?: number | null;

  @Whole({
    min: 3,
    max: 26,
    optional: true,
    description: 'unusual_for_hour: whole weeks that say what is usual; 6 at first.',
  })
  weeks?: number | null;

  @Text({
    max: 500,
    optional: true,
    description: 'Key of a segment of the metric, `channel=app`; the whole when left out.',
  })
  segment?: string | null;

  @Text({ max: 200, optional: true, description: 'feedback_concentration: the module; each by itself when left out.' })
  module?: string | null;

  @Whole({
    min: 1,
    max: 1_000_000_000,
    optional: true,
    description: 'Periods of less are not judged: what a ratio is out of (orders, visits), else so many points.',
  })
  minimumVolume?: number | null;

  @Whole({
    min: 1,
    max: MOST_PERIODS,
    optional: true,
    description: 'Healthy periods until it has recovered; 3 at first.',
  })
  recoveryPeriods?: number | null;

  @Figure({
    min: 0,
    max: 100,
    optional: true,
    description: 'A healthy period is better than the limit by so many per cent.',
  })
  recoveryMargin?: number | null;

  @Whole({ min: 0, max: 1000, optional: true, description: 'Firing again within so many periods is the same item.' })
  coolDownPeriods?: number | null;

  @Whole({ min: 2, max: 20, optional: true, description: 'So many firings …' })
  flapAfter?: number | null;

  @Whole({ min: 2, max: 1000, optional: true, description: '… within so many periods are flapping.' })
  flapWindow?: number | null;

  @Whole({
    min: 1,
    max: 8760,
    optional: true,
    description: 'Clock hours within which somebody must start; T-21 says 48.',
  })
  reactionHours?: number | null;

  @Whole({ min: 0, max: 8760, optional: true, description: 'Hours after its end that a value may take to come.' })
  graceHours?: number | null;
}
