import { performance } from 'node:perf_hooks';

import pg from 'pg';

// What the journal sends for one change (src/modules/audit/operations/journal.ts), in a transaction of its own.
const WRITE = `
  WITH audited AS (
    INSERT INTO audit_events (workspace_id, occurred_at, action, subject_type, subject_id, item_id, actor_id, on_behalf_of,
                              actor_role, source, request_id)
    VALUES ($1, now(), 'item.edited', 'item', $2::uuid::text, $2::uuid, $2::uuid, NULL, 'lead', 'api', 'bench') RETURNING id
  ), described AS (
    INSERT INTO audit_contents (event_id, workspace_id, reason, changes, salt)
    SELECT id, $1, NULL, '{"title": {"from": "Completion fell", "to": "Completion fell again"}}', gen_random_uuid() FROM audited
  ), queued AS (
    INSERT INTO audit_unsealed (workspace_id, event_id) SELECT $1, id FROM audited
  ), handed AS (
    INSERT INTO outbox_events (workspace_id, type, payload, occurred_at) VALUES ($1, 'item.edited', '{}', now())
  )
  SELECT id FROM audited`;

/** Writers that do nothing but record changes, each the next when the last is committed. */
export class Writers {
  private readonly pool: pg.Pool;

  constructor(
    databaseUrl: string,
    private readonly workspaceId: string,
    private readonly actorId: string,
    private readonly count: number,
  ) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: count, application_name: 'writers' });
  }

  /** @returns events a second */
  async write(seconds: number): Promise<number> {
    const began = performance.now();
    const until = began + seconds * 1_000;
    const written = await Promise.all(Array.from({ length: this.count }, () => this.writeUntil(until)));
    return (written.reduce((sum, one) => sum + one, 0) / (performance.now() - began)) * 1_000;
  }

  stop(): Promise<void> {
    return this.pool.end();
  }

  private async writeUntil(until: number): Promise<number> {
    let written = 0;
    while (performance.now() < until) {
      await this.pool.query({ name: 'write', text: WRITE, values: [this.workspaceId, this.actorId] });
      written += 1;
    }
    return written;
  }
}
