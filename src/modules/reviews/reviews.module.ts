import { Module } from '@nestjs/common';

/** Review: frozen baseline, before and after, lesson, sign-off, and the watch after closing. */
@Module({})
export class ReviewsModule {}
