import { Module } from '@nestjs/common';

import { MetricsModule } from '../metrics/index.js';
import { TriggerRulesController } from './http/trigger-rules.controller.js';
import { EvaluateMetrics } from './jobs/evaluate-metrics.sweep.js';
import { EvaluateRules } from './jobs/evaluate-rules.reaction.js';
import { CreateRule } from './operations/create-rule.operation.js';
import { EditRule } from './operations/edit-rule.operation.js';
import { FreezeBaseline } from './operations/freeze-baseline.js';
import { JudgeRule } from './operations/judge-rule.operation.js';
import { LayEvidence } from './operations/lay-evidence.js';
import { Rules } from './queries/rules.query.js';
import { RulesToJudge } from './queries/rules-to-judge.query.js';

/** Rules that watch metrics and open items. */
@Module({
  imports: [MetricsModule],
  controllers: [TriggerRulesController],
  providers: [
    CreateRule,
    EditRule,
    FreezeBaseline,
    JudgeRule,
    LayEvidence,
    Rules,
    RulesToJudge,
    EvaluateRules,
    EvaluateMetrics,
  ],
})
export class TriggersModule {}
