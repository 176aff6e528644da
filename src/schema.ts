import { APPROVAL_ENTITIES } from './modules/approvals/index.js';
import { AUDIT_ENTITIES } from './modules/audit/index.js';
import { CALENDAR_FEED_ENTITIES } from './modules/calendar-feeds/index.js';
import { CALENDAR_ENTITIES } from './modules/calendars/index.js';
import { CAUSES_ENTITIES } from './modules/causes/index.js';
import { KNOWLEDGE_ENTITIES } from './modules/knowledge/index.js';
import { MEASURES_ENTITIES } from './modules/measures/index.js';
import { METRICS_ENTITIES } from './modules/metrics/index.js';
import { MILESTONES_ENTITIES } from './modules/milestones/index.js';
import { NOTIFICATIONS_ENTITIES } from './modules/notifications/index.js';
import { PILOTS_ENTITIES } from './modules/pilots/index.js';
import { RECURRING_ENTITIES } from './modules/recurring-work/index.js';
import { REVIEWS_ENTITIES } from './modules/reviews/index.js';
import { ROLLOUTS_ENTITIES } from './modules/rollouts/index.js';
import { SCHEDULE_ENTITIES } from './modules/schedules/index.js';
import { SIGNALS_ENTITIES } from './modules/signals/index.js';
import { TASKS_ENTITIES } from './modules/tasks/index.js';
import { TRIGGERS_ENTITIES } from './modules/triggers/index.js';
import { WEBHOOK_ENTITIES } from './modules/webhooks/index.js';
import { ESCALATION_ENTITIES } from './modules/escalations/index.js';
import { FINDING_ENTITIES } from './modules/findings/index.js';
import { ITEM_ENTITIES } from './modules/items/index.js';
import {
  Delegation,
  Membership,
  OneTimeLink,
  PRESENCE_ENTITIES,
  SignInAttempt,
  Unit,
  Workspace,
} from './modules/people/index.js';
import { SSO_ENTITIES } from './modules/sso/index.js';
import { Signature } from './modules/signatures/index.js';
import type { DataSourceSettings } from './platform/database/index.js';
import { IdempotencyKey } from './platform/http/index.js';
import { DeadLetter, SweepRun, Worker } from './platform/jobs/index.js';
import { Mail } from './platform/mail/index.js';
import { OutboxEffect, OutboxEvent } from './platform/outbox/index.js';
import { RequestCount } from './platform/rate-limits/index.js';

/** Every table that has an entity; `npm run check` compares them with what the migrations make. */
export const ENTITIES = [
  ...AUDIT_ENTITIES,
  Workspace,
  Delegation,
  Membership,
  Unit,
  OneTimeLink,
  ...PRESENCE_ENTITIES,
  Signature,
  ...SSO_ENTITIES,
  OutboxEvent,
  OutboxEffect,
  DeadLetter,
  SweepRun,
  Worker,
  IdempotencyKey,
  Mail,
  SignInAttempt,
  RequestCount,
  ...CALENDAR_FEED_ENTITIES,
  ...CALENDAR_ENTITIES,
  ...APPROVAL_ENTITIES,
  ...ITEM_ENTITIES,
  ...ESCALATION_ENTITIES,
  ...FINDING_ENTITIES,
  ...CAUSES_ENTITIES,
  ...KNOWLEDGE_ENTITIES,
  ...MEASURES_ENTITIES,
  ...METRICS_ENTITIES,
  ...MILESTONES_ENTITIES,
  ...NOTIFICATIONS_ENTITIES,
  ...PILOTS_ENTITIES,
  ...RECURRING_ENTITIES,
  ...REVIEWS_ENTITIES,
  ...ROLLOUTS_ENTITIES,
  ...SCHEDULE_ENTITIES,
  ...SIGNALS_ENTITIES,
  ...TASKS_ENTITIES,
  ...TRIGGERS_ENTITIES,
  ...WEBHOOK_ENTITIES,
] as DataSourceSettings['entities'];
