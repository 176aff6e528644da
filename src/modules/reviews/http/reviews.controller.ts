import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import type { Actor } from '../../../kernel/actor/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { CurrentActor, CurrentLocale, IfMatch, OptionalIfMatch } from '../../../platform/http/index.js';
import { Can } from '../../people/index.js';
import { FreezeBaseline } from '../operations/freeze-baseline.operation.js';
import { SignReview } from '../operations/sign-review.operation.js';
import { WriteReview } from '../operations/write-review.operation.js';
import { ShowBaseline } from '../queries/show-baseline.query.js';
import { ShowReview } from '../queries/show-review.query.js';
import { ShowWatch } from '../queries/show-watch.query.js';
import { CycleQueryString, FreezeBaselineBody, SignReviewBody, WriteReviewBody } from './review.body.js';
import { BaselineView, ReviewView, WatchView } from './review.view.js';

@ApiTags('review')
@Controller('api/v1/workspaces/:workspace/items/:key')
export class ReviewsController {
  constructor(
    private readonly showBaseline: ShowBaseline,
    private readonly freezeBaseline: FreezeBaseline,
    private readonly showReview: ShowReview,
    private readonly writeReview: WriteReview,
    private readonly signReview: SignReview,
    private readonly showWatch: ShowWatch,
  ) {}

  @Get('baseline')
  @Can('reviews.read')
  @ApiOperation({ summary: 'What the goal metric was before the change' })
  async baseline(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Query() { cycle }: CycleQueryString,
  ): Promise<BaselineView> {
    return BaselineView.of(await this.showBaseline.run(actor, key, cycle));
  }

  @Post('baseline')
  @Can('reviews.write')
  @ApiOperation({ summary: 'Freeze the baseline of this cycle, once, before rollout' })
  async freeze(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: FreezeBaselineBody,
  ): Promise<BaselineView> {
    const baseline = await this.freezeBaseline.run(actor, key, body);
    return BaselineView.of({ cycle: baseline.cycle, baseline });
  }

  @Get('review')
  @Can('reviews.read')
  @ApiOperation({ summary: 'Before and after, what was learned, and who signed it off' })
  async review(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @Param('key') key: string,
    @Query() { cycle }: CycleQueryString,
  ): Promise<ReviewView> {
    return ReviewView.of(await this.showReview.run(actor, key, cycle), locale);
  }

  @Put('review')
  @Can('reviews.write')
  @ApiOperation({ summary: 'Write the review; the figures are measured, and a sign-off is void' })
  async write(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @Param('key') key: string,
    @IfMatch() version: number,
    @Body() body: WriteReviewBody,
  ): Promise<ReviewView> {
    await this.writeReview.run(actor, key, version, body);
    return ReviewView.of(await this.showReview.run(actor, key), locale);
  }

  @Post('review/sign-off')
  @HttpCode(200)
  @Can('reviews.sign')
  @ApiOperation({ summary: 'Sign the review off, by somebody other than the owner' })
  @ApiResponse({ status: 422 })
  async sign(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @Param('key') key: string,
    @OptionalIfMatch() version: number | undefined,
    @Body() { comment, signature }: SignReviewBody,
  ): Promise<ReviewView> {
    await this.signReview.run(actor, key, { comment, signature, version });
    return ReviewView.of(await this.showReview.run(actor, key), locale);
  }

  @Get('watch')
  @Can('reviews.read')
  @ApiOperation({ summary: 'Whether what was won stays won after closing' })
  async watch(
    @CurrentActor() actor: Actor,
    @CurrentLocale() locale: Locale,
    @Param('key') key: string,
    @Query() { cycle }: CycleQueryString,
  ): Promise<WatchView> {
    return WatchView.of(await this.showWatch.run(actor, key, cycle), locale);
  }
}
