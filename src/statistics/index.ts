export type { Arm, Interval, TwoArms } from './experiments/arm.js';
export {
  agrestiCaffoInterval,
  deltaLiftInterval,
  logRatioLiftInterval,
  newcombeInterval,
  pooledInterval,
  waldInterval,
  wilsonInterval,
} from './experiments/proportion-intervals.js';
export { twoProportionTest, unpooledTest, yatesPValue } from './experiments/two-proportion-test.js';
export type { TwoProportionInput, TwoProportionResult } from './experiments/two-proportion-test.js';
export { fisherExactPValue } from './experiments/fisher-exact-test.js';
export { achievedArcsinePower, achievedPower, cohenH } from './experiments/two-proportion-power.js';
export { chanceToBeatControl } from './experiments/chance-to-beat.js';
export { oneProportionSampleSize } from './experiments/one-proportion-size.js';
export type { OneProportionSizeInput, SampleSize } from './experiments/one-proportion-size.js';
export { oneSidedArcsinePower, pilotPower, pilotSize } from './experiments/pilot-size.js';
export type { PilotEffect, PilotSize, PilotSizeInput, PilotSizeMethod } from './experiments/pilot-size.js';
export { meanPilotPower, meanPilotSize } from './experiments/mean-pilot-size.js';
export type { MeanEffect } from './experiments/mean-pilot-size.js';
export { sampleRatioMismatch } from './experiments/sample-ratio-mismatch.js';
export type { SampleRatioInput, SampleRatioResult } from './experiments/sample-ratio-mismatch.js';
export { adjustPValues } from './experiments/multiple-comparisons.js';
export type { Adjustment } from './experiments/multiple-comparisons.js';
export { effectOf, effectVariance, rateArm, totalsArm, valuesArm } from './experiments/effect.js';
export type { Effect, MeasuredArm } from './experiments/effect.js';
export { greaterTest, welchTest } from './experiments/welch-test.js';
export type { WelchResult } from './experiments/welch-test.js';
export { sequentialTest } from './experiments/sequential-test.js';
export type { SequentialOptions } from './experiments/sequential-test.js';
export { bayesianEffect } from './experiments/bayesian-effect.js';
export type { BayesianResult } from './experiments/bayesian-effect.js';
export {
  additionalSampleFactor,
  relativeEffectPower,
  smallestRelativeEffect,
} from './experiments/relative-effect-power.js';
export type { RelativePowerInput } from './experiments/relative-effect-power.js';
export type { ControlChart, Limits } from './control-charts/control-chart.js';
export { xmrChart } from './control-charts/xmr-chart.js';
export type { XmrChart, XmrMethod, XmrOptions } from './control-charts/xmr-chart.js';
export { NELSON_RULES, runRuleHits, runRulesAt, WESTERN_ELECTRIC_RULES } from './control-charts/run-rules.js';
export type { RunRule, RunRuleHit } from './control-charts/run-rules.js';
export { cChart, dispersionOf, pChart, uChart } from './control-charts/attribute-charts.js';
export type { Dispersion, Sample } from './control-charts/attribute-charts.js';
export { isCounted, ratioChartFor, ratioLimits, unitDeviation } from './control-charts/ratio-chart.js';
export type { RatioChartKind, RatioLimits, RatioPoint } from './control-charts/ratio-chart.js';
export { deviationChart, rangeChart, xBarChart } from './control-charts/subgroup-charts.js';
export type { Subgroups } from './control-charts/subgroup-charts.js';
export { ewmaChart } from './control-charts/ewma-chart.js';
export type { EwmaOptions } from './control-charts/ewma-chart.js';
export { cusumChart } from './control-charts/cusum-chart.js';
export type { CusumChart, CusumOptions, CusumSignal } from './control-charts/cusum-chart.js';
export { autocorrelation } from './time-series/autocorrelation.js';
export { bestSplit, meanShifts } from './time-series/mean-shifts.js';
export type { MeanShiftOptions, MeanShifts, Segment } from './time-series/mean-shifts.js';
export { stableMeanTest, structuralBreaks, supremumF } from './time-series/structural-breaks.js';
export { interruptedSeries } from './time-series/interrupted-series.js';
export type { Coefficient, InterruptedSeries, InterruptedSeriesInput } from './time-series/interrupted-series.js';
export { mannKendallTest } from './time-series/mann-kendall.js';
export type { TrendResult } from './time-series/mann-kendall.js';
export { decomposeSeasons } from './time-series/seasonal-decomposition.js';
export type { SeasonalDecomposition, SeasonalOptions } from './time-series/seasonal-decomposition.js';
export { seasonalStrength } from './time-series/seasonal-strength.js';
export { decomposeClassically } from './time-series/classical-decomposition.js';
export type { ClassicalDecomposition } from './time-series/classical-decomposition.js';
export { mean, median, quantile, standardDeviation } from './summary.js';
export {
  belowThresholdChance,
  dropChance,
  peekingErrorChance,
  periodsToRunAlarm,
  runAlarmChance,
} from './control-charts/false-alarms.js';
export { quintileScores } from './segmentation/quintile-scores.js';
export type { QuintileOptions } from './segmentation/quintile-scores.js';
export { AnomalyDetector } from './time-series/anomaly-detector.js';
export type { AnomalyVerdict, Reading } from './time-series/anomaly-detector.js';
export { ANOMALY_SETTINGS } from './time-series/anomaly-settings.js';
export type { AnomalySettings, Stretch } from './time-series/anomaly-settings.js';
export { fisherFUpperTail } from './distributions/fisher-f.js';
export { persistenceBesideJumps } from './time-series/persistence.js';
export { persistenceBesideShifts } from './time-series/persistence-beside-shifts.js';
export { lostToSeason, removeSeason } from './time-series/season.js';
export type { SeasonCheck } from './time-series/season.js';
export { FIRM_PERIODS, TRIAL_PERIODS } from './control-charts/baseline-length.js';
export { signalOrNoise } from './control-charts/signal-or-noise.js';
export type { Side, SignalInput, SignalProposal, SignalReason } from './control-charts/signal-or-noise.js';
