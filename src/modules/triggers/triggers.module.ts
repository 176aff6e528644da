import { Module } from '@nestjs/common';

import { MetricsModule } from '../metrics/index.js';
import { HooksController } from './http/hooks.controller.js';
import { TriggerCalendarController } from './http/trigger-calendar.controller.js';
import { TriggerRulesController } from './http/trigger-rules.controller.js';
import { EvaluateFeedback } from './jobs/evaluate-feedback.reaction.js';
import { EvaluateMetrics } from './jobs/evaluate-metrics.sweep.js';
import { EvaluateRules } from './jobs/evaluate-rules.reaction.js';
import { ActOnFindings } from './operations/acting/act-on-findings.operation.js';
import { LayEvidence } from './operations/acting/lay-evidence.js';
import { WaitingFindings } from './operations/acting/waiting-findings.js';
import { BackTestRule } from './operations/back-testing/back-test-rule.operation.js';
import { TryOnHistory } from './operations/back-testing/try-on-history.js';
import { ChooseChart } from './operations/choose-chart.js';
import { ComposeRule } from './operations/compose-rule.js';
import { CreateRule } from './operations/create-rule.operation.js';
import { EditRule } from './operations/edit-rule.operation.js';
import { FlagSlowReactions } from './operations/flag-slow-reactions.operation.js';
import { JudgeRule } from './operations/judge-rule.operation.js';
import { JudgeDueSeries } from './operations/judging/judge-due-series.operation.js';
import { JudgeSeries } from './operations/judging/judge-series.operation.js';
import { KeepFindings } from './operations/judging/keep-findings.js';
import { PeriodSizes } from './operations/judging/period-sizes.js';
import { SeriesReader } from './operations/judging/series-reader.js';
import { KeepCalendar } from './operations/keep-calendar.operation.js';
import { ReceiveAlerts } from './operations/receive-alerts.operation.js';
import { ReckonBaseline } from './operations/reckon-baseline.js';
import { RecordFeedback } from './operations/record-feedback.operation.js';
import { SilenceRules } from './operations/silence-rules.operation.js';
import { ExpectedValues } from './queries/expected-values.query.js';
import { FeedbackCounts } from './queries/feedback-counts.query.js';
import { Findings } from './queries/findings.query.js';
import { LeftOutPeriods } from './queries/left-out-periods.query.js';
import { RatioLimitsOfRule } from './queries/ratio-limits-of-rule.query.js';
import { Rules } from './queries/rules.query.js';
import { RulesToJudge } from './queries/rules-to-judge.query.js';
import { Silences } from './queries/silences.query.js';
import { ReactionsOwed } from './queries/reactions-owed.work.js';

/** Rules that watch metrics and feedback, and open items. */
@Module({
  imports: [MetricsModule],
  controllers: [TriggerRulesController, TriggerCalendarController, HooksController],
  providers: [
    ReactionsOwed,
    PeriodSizes,
    RatioLimitsOfRule,
    ActOnFindings,
    BackTestRule,
    ChooseChart,
    ComposeRule,
    CreateRule,
    EditRule,
    EvaluateFeedback,
    EvaluateMetrics,
    EvaluateRules,
    ExpectedValues,
    FeedbackCounts,
    Findings,
    FlagSlowReactions,
    JudgeDueSeries,
    JudgeRule,
    JudgeSeries,
    KeepCalendar,
    KeepFindings,
    LayEvidence,
    LeftOutPeriods,
    ReceiveAlerts,
    ReckonBaseline,
    RecordFeedback,
    Rules,
    RulesToJudge,
    SeriesReader,
    SilenceRules,
    Silences,
    TryOnHistory,
    WaitingFindings,
  ],
})
export class TriggersModule {}
