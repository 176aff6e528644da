import { type DynamicModule, Module } from '@nestjs/common';

import { type Config, ConfigModule } from './config/index.js';
import type { Clock } from './kernel/time/index.js';
import { ApprovalsModule } from './modules/approvals/index.js';
import { AuditModule } from './modules/audit/index.js';
import { CalendarFeedsModule } from './modules/calendar-feeds/index.js';
import { CalendarsModule } from './modules/calendars/index.js';
import { CausesModule } from './modules/causes/index.js';
import { KnowledgeModule } from './modules/knowledge/index.js';
import { MeasuresModule } from './modules/measures/index.js';
import { MetricsModule } from './modules/metrics/index.js';
import { MilestonesModule } from './modules/milestones/index.js';
import { NotificationsModule } from './modules/notifications/index.js';
import { PilotsModule } from './modules/pilots/index.js';
import { RecurringWorkModule } from './modules/recurring-work/index.js';
import { ReviewsModule } from './modules/reviews/index.js';
import { RolloutsModule } from './modules/rollouts/index.js';
import { SchedulesModule } from './modules/schedules/index.js';
import { SignalsModule } from './modules/signals/index.js';
import { SignaturesModule } from './modules/signatures/index.js';
import { SsoModule } from './modules/sso/index.js';
import { TasksModule } from './modules/tasks/index.js';
import { TrailModule } from './modules/trail/index.js';
import { TriggersModule } from './modules/triggers/index.js';
import { EscalationsModule } from './modules/escalations/index.js';
import { FindingsModule } from './modules/findings/index.js';
import { HealthModule } from './modules/health/index.js';
import { JobPageModule } from './modules/jobs/index.js';
import { ItemsModule } from './modules/items/index.js';
import { PeopleModule } from './modules/people/index.js';
import { WebhooksModule } from './modules/webhooks/index.js';
import { WorklistModule } from './modules/worklist/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { HttpModule } from './platform/http/index.js';
import { JobsModule, type Timetable } from './platform/jobs/index.js';
import { MailModule } from './platform/mail/index.js';
import { OutboxModule } from './platform/outbox/index.js';
import { RateLimitsModule } from './platform/rate-limits/index.js';
import { TelemetryModule } from './platform/telemetry/index.js';
import { migrationNumbers } from './migrations.js';
import { ENTITIES } from './schema.js';

export interface AppSettings {
  readonly config: Config;
  readonly clock: Clock;
  /** Whether this process works jobs; without, it only serves HTTP. */
  readonly runsJobs: boolean;
  readonly timetable?: Timetable;
}

/** The product, composed. */
@Module({})
export class AppModule {
  static with({ config, clock, ...jobs }: AppSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, clock),
        DatabaseModule.with(ENTITIES),
        JobsModule.with(jobs),
        OutboxModule,
        TelemetryModule,
        MailModule,
        RateLimitsModule,
        HttpModule,
        AuditModule,
        PeopleModule,
        SignaturesModule,
        SsoModule,
        HealthModule.with(migrationNumbers()),
        JobPageModule,
        CalendarFeedsModule,
        CalendarsModule,
        ItemsModule,
        ApprovalsModule,
        CausesModule,
        EscalationsModule,
        FindingsModule,
        KnowledgeModule,
        MeasuresModule,
        MetricsModule,
        MilestonesModule,
        NotificationsModule,
        PilotsModule,
        RecurringWorkModule,
        ReviewsModule,
        RolloutsModule,
        SchedulesModule,
        SignalsModule,
        TasksModule,
        TrailModule,
        TriggersModule,
        WebhooksModule,
        WorklistModule,
      ],
    };
  }
}
