import { Module } from '@nestjs/common';

import { MetricsModule } from '../metrics/index.js';
import { BeforeAfterIsComputed } from './gates/before-after-is-computed.gate.js';
import { LessonIsRecorded } from './gates/lesson-is-recorded.gate.js';
import { ReviewIsSignedOff } from './gates/review-is-signed-off.gate.js';
import { ReviewsController } from './http/reviews.controller.js';
import { SettleWatchesReaction } from './jobs/settle-watches.reaction.js';
import { SettleWatchesSweep } from './jobs/settle-watches.sweep.js';
import { StartWatchReaction } from './jobs/start-watch.reaction.js';
import { StopWatchReaction } from './jobs/stop-watch.reaction.js';
import { FreezeBaseline } from './operations/freeze-baseline.operation.js';
import { MeasureAfter } from './operations/measure-after.js';
import { SettleWatch } from './operations/settle-watch.operation.js';
import { SettleWatches } from './operations/settle-watches.operation.js';
import { SignReview } from './operations/sign-review.operation.js';
import { StartWatch } from './operations/start-watch.operation.js';
import { WriteReview } from './operations/write-review.operation.js';
import { ShowBaseline } from './queries/show-baseline.query.js';
import { ShowReview } from './queries/show-review.query.js';
import { ShowWatch } from './queries/show-watch.query.js';
import { ReviewsToSign } from './queries/reviews-to-sign.work.js';
import { ReviewsToWrite } from './queries/reviews-to-write.work.js';

const GATES = [BeforeAfterIsComputed, LessonIsRecorded, ReviewIsSignedOff];
const JOBS = [StartWatchReaction, StopWatchReaction, SettleWatchesReaction, SettleWatchesSweep];

/** Review: frozen baseline, before and after, lesson, sign-off, and the watch after closing. */
@Module({
  imports: [MetricsModule],
  controllers: [ReviewsController],
  providers: [
    ReviewsToWrite,
    ReviewsToSign,
    ...GATES,
    ...JOBS,
    FreezeBaseline,
    MeasureAfter,
    WriteReview,
    SignReview,
    StartWatch,
    SettleWatch,
    SettleWatches,
    ShowBaseline,
    ShowReview,
    ShowWatch,
  ],
})
export class ReviewsModule {}
