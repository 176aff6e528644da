import { Module } from '@nestjs/common';

/** Tells people in the product what concerns them; it reacts and decides nothing. */
@Module({})
export class NotificationsModule {}
