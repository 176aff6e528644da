import { Figure, Whole } from '../../../platform/http/index.js';

export class ChangeSettingsBody {
  @Whole({ min: 1, max: 1_000_000_000, optional: true, description: 'People per arm before a pilot is judged (T-31).' })
  pilotMinimumPerArm?: number;

  @Whole({ min: 1, max: 365, optional: true, description: 'Days a pilot runs at the least (T-32).' })
  pilotMinimumDays?: number;

  @Figure({ min: 0.5, max: 0.9999, optional: true, description: 'Confidence of a winner, as a share (T-33).' })
  pilotConfidence?: number;

  @Figure({ min: 0, max: 0.5, optional: true, description: 'p below which an uneven split of arms is a fault.' })
  sampleRatioThreshold?: number;

  @Figure({
    min: 0.001,
    max: 10,
    optional: true,
    description: 'How far a period may stray, relative to the window (T-34).',
  })
  rolloutBand?: number;

  @Whole({ min: 1, max: 365, optional: true, description: 'Closed periods a watch covers.' })
  watchPeriods?: number;

  @Whole({
    min: 1,
    max: 1000,
    optional: true,
    description: 'Items that rules may open at once; more become one digest.',
  })
  triggerStormLimit?: number;

  @Whole({ min: 1, max: 36_500, optional: true, description: 'Days back for which points are expected (T-51).' })
  metricWindowDays?: number;

  @Figure({ min: 1.5, max: 1_000_000, optional: true, description: 'Times the mean that make an outlier (T-52).' })
  metricOutlierTimes?: number;

  @Figure({ min: 1, max: 100, optional: true, description: 'Per cent of core periods that want a value (D-01).' })
  metricCoverageAim?: number;
}
