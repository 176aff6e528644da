import type { Grants } from './platform/database/index.js';

const EVERYTHING = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
/** What is written once and never again. */
const APPEND_ONLY = ['SELECT', 'INSERT'] as const;

/**
 * What the application may do with tables that belong to no workspace, and with those of a workspace of which it may not
 * do everything. A table that has a `workspace_id` and does not stand here is walled off and may be read and written; one
 * that has none and does not stand here is closed.
 */
export const GRANTS = {
  // People have one account for all their workspaces.
  users: EVERYTHING,
  accounts: EVERYTHING,
  sessions: EVERYTHING,
  verifications: EVERYTHING,
  api_keys: EVERYTHING,
  two_factors: EVERYTHING,
  presence_attempts: EVERYTHING,
  sign_in_attempts: EVERYTHING,
  /** A person reads the dates of all his workspaces in one calendar. */
  calendar_feeds: EVERYTHING,
  request_counts: EVERYTHING,
  /** A letter belongs to an address. */
  mails: EVERYTHING,
  /** A person chooses for all his workspaces. */
  notification_settings: EVERYTHING,
  idempotency_keys: EVERYTHING,
  /** Below an event, which has a workspace; goes with it. */
  outbox_effects: APPEND_ONLY,
  /** How a sweep went, over all workspaces. */
  sweep_runs: ['SELECT', 'INSERT', 'UPDATE'],
  workers: EVERYTHING,
  migrations: ['SELECT'],

  audit_events: APPEND_ONLY,
  audit_seals: APPEND_ONLY,
  signatures: APPEND_ONLY,
  /** Texts can be erased, and a trigger sees to it that no more happens to them. */
  audit_contents: ['SELECT', 'INSERT', 'UPDATE'],
  /** A workspace is never deleted. */
  workspaces: ['SELECT', 'INSERT', 'UPDATE'],
} satisfies Grants;
