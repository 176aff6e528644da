import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, systemActor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Item, OpenItem, RecordEvidence, type Severity } from '../../items/index.js';
import { Settings } from '../../people/index.js';
import { type Alert, type AlertSource, readAlerts } from '../domain/inbound-alerts.js';
import { InboundAlert } from '../persistence/inbound-alert.entity.js';
import { WaitingFindings } from './acting/waiting-findings.js';

export interface AlertsReceived {
  readonly received: number;
  /** Keys of items opened by this call. */
  readonly opened: readonly string[];
  readonly appended: number;
  readonly resolved: number;
  /** Known already: Alertmanager repeats what still fires. */
  readonly unchanged: number;
  readonly silenced: number;
}

type Outcome = 'opens' | 'appended' | 'resolved' | 'unchanged' | 'silenced';

const SEVERITIES: Readonly<Record<string, Severity>> = { critical: 'P1', error: 'P1', warning: 'P2' };

/** Takes the alerts of another system: each opens one item, is appended to the one that is live, or resolves. */
@Injectable()
export class ReceiveAlerts {
  constructor(
    private readonly transactions: Transactions,
    private readonly waiting: WaitingFindings,
    private readonly openItem: OpenItem,
    private readonly recordEvidence: RecordEvidence,
    private readonly settings: Settings,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same call twice does what is new once: an alert is known by its fingerprint and start. @throws DomainError invalid_fields */
  async run(actor: Actor, source: AlertSource, body: unknown): Promise<AlertsReceived> {
    const { alerts, problems } = readAlerts(body);
    refuseFields(problems);
    return this.transactions.run(async (tx) => {
      await this.waiting.lock(tx, actor.workspace.id);
      const openings: { alert: Alert; row: InboundAlert }[] = [];
      const count: Record<Outcome, number> = { opens: 0, appended: 0, resolved: 0, unchanged: 0, silenced: 0 };
      for (const alert of alerts) {
        const row = await this.rowOf(tx, actor, source, alert);
        const outcome = await this.takeIn(tx, actor, alert, row);
        count[outcome] += 1;
        if (outcome === 'opens' && row) openings.push({ alert, row });
      }
      const opened = await this.open(tx, actor, source, openings);
      const { appended, resolved, unchanged, silenced } = count;
      return { received: alerts.length, opened, appended, resolved, unchanged, silenced };
    });
  }

  /** @returns undefined for an alert that is known */
  private async rowOf(tx: Tx, actor: Actor, source: AlertSource, alert: Alert): Promise<InboundAlert | undefined> {
    const { fingerprint, startsAt, title, labels, endsAt } = alert;
    const row = tx.create(InboundAlert, {
      id: newId(), workspaceId: actor.workspace.id, source, fingerprint, startsAt, title, labels, act: 'noted', itemId: null,
      resolvedAt: alert.firing ? null : (endsAt ?? this.clock.now()), receivedAt: this.clock.now(),
    }); // prettier-ignore
    const known = await tx.findOneBy(InboundAlert, { workspaceId: row.workspaceId, source, fingerprint, startsAt });
    if (known && (alert.firing || known.resolvedAt)) return undefined;
    if (known) return known;
    await tx.insert(InboundAlert, row as never);
    return row;
  }

  private async takeIn(tx: Tx, actor: Actor, alert: Alert, row: InboundAlert | undefined): Promise<Outcome> {
    if (!row) return 'unchanged';
    const live = await liveItemOf(tx, row);
    if (!alert.firing) {
      await tx.update(InboundAlert, { id: row.id }, { resolvedAt: alert.endsAt ?? this.clock.now() });
      if (live) await this.recordEvidence.runWithin(tx, systemOf(actor), live, evidenceOf(alert));
      return 'resolved';
    }
    if (live) {
      await this.recordEvidence.runWithin(tx, systemOf(actor), live, evidenceOf(alert));
      await tx.update(InboundAlert, { id: row.id }, { act: 'appended', itemId: live.id });
      return 'appended';
    }
    if (!(await this.isSilenced(tx, actor))) return 'opens';
    await tx.update(InboundAlert, { id: row.id }, { act: 'silenced' });
    return 'silenced';
  }

  private async open(
    tx: Tx,
    actor: Actor,
    source: AlertSource,
    openings: readonly { alert: Alert; row: InboundAlert }[],
  ): Promise<string[]> {
    const { triggerStormLimit } = await this.settings.of(actor.workspace.id, tx);
    const storms = openings.length > triggerStormLimit;
    const digest = storms ? await this.openItem.runWithin(tx, systemOf(actor), digestOf(source, openings)) : null;
    const opened: string[] = digest ? [digest.key] : [];
    for (const { alert, row } of openings) {
      const item = digest ?? (await this.openItem.runWithin(tx, systemOf(actor), { ...itemOf(source, alert), evidence: evidenceOf(alert) })); // prettier-ignore
      if (digest) await this.recordEvidence.runWithin(tx, systemOf(actor), digest, evidenceOf(alert));
      else opened.push(item.key);
      await tx.update(InboundAlert, { id: row.id }, { act: digest ? 'digested' : 'opened', itemId: item.id });
      await this.journal.record(tx, systemOf(actor), {
        type: 'trigger.fired',
        subject: { type: 'inbound_alert', id: row.id },
        itemId: item.id,
        facts: { ruleName: alert.title, source, itemKey: item.key, title: item.title, statement: alert.summary },
      });
    }
    return opened;
  }

  /** Silences of everything hold for alerts too; those of a rule or a metric have none of theirs. */
  private async isSilenced(tx: Tx, { workspace }: Actor): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM trigger_silences WHERE workspace_id = $1 AND starts_at <= $2 AND ends_at > $2
         AND rule_id IS NULL AND metric_code IS NULL LIMIT 1`,
      [workspace.id, this.clock.now()],
    );
    return rows.length > 0;
  }
}

/** The item that this fingerprint opened last, while it is alive: one live item for one alert. */
async function liveItemOf(tx: Tx, { workspaceId, source, fingerprint }: InboundAlert): Promise<Item | null> {
  const rows = await tx.query<{ item_id: string }[]>(
    `SELECT a.item_id FROM inbound_alerts a JOIN items i ON i.id = a.item_id AND i.status IN ('active', 'on_hold')
     WHERE a.workspace_id = $1 AND a.source = $2 AND a.fingerprint = $3 ORDER BY a.starts_at DESC LIMIT 1 FOR SHARE OF i`,
    [workspaceId, source, fingerprint],
  );
  const [row] = rows;
  return row ? tx.findOneByOrFail(Item, { id: row.item_id }) : null;
}

function itemOf(source: AlertSource, { title, summary, labels }: Alert) {
  return {
    title,
    problem: summary,
    type: 'metric_anomaly' as const,
    source,
    module: labels['service'] ?? labels['job'] ?? null,
    severity: SEVERITIES[labels['severity'] ?? ''] ?? null,
  };
}

function digestOf(source: AlertSource, openings: readonly { alert: Alert }[]) {
  const title = `${openings.length} alerts at once`;
  const names = openings.map(({ alert }) => alert.title).join('\n');
  return { title, problem: names.slice(0, 5_000), type: 'metric_anomaly' as const, source };
}

function evidenceOf({ firing, title, summary, startsAt, endsAt, url, labels }: Alert) {
  const at = startsAt.toISOString();
  const statement = firing
    ? `${title} has been firing since ${at}: ${summary}\n${title}自 ${at} 起告警:${summary}`
    : `${title} of ${at} is resolved.\n${at} 的告警“${title}”已恢复。`;
  return { statement, source: url, figures: { startsAt, endsAt, labels } };
}

function systemOf({ workspace, requestId }: Actor): Actor {
  return systemActor(workspace, 'rule', requestId);
}
