import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import { systemActor } from '../../../../kernel/actor/index.js';
import { type Clock, endOfPeriod } from '../../../../kernel/time/index.js';
import { newId, type Tx } from '../../../../platform/database/index.js';
import { Journal } from '../../../audit/index.js';
import type { Machine, MomentKind } from '../../domain/machine.js';
import type { Moment } from '../../domain/replay.js';
import type { RuleState } from '../../domain/rule-words.js';
import type { Series } from '../../domain/series.js';
import { explain, type Figures } from '../../domain/told-of.js';
import { TriggerFinding } from '../../persistence/trigger-finding.entity.js';
import type { ExplainingEvent } from '../../queries/left-out-periods.query.js';
import { circumstancesOf } from './circumstances.js';
import type { Checkpoint } from './plan-walk.js';
import type { Watch } from './watch.js';

/** A series after a judgement. Instants in milliseconds. */
export interface Judged {
  readonly watch: Watch;
  readonly series: Series;
  readonly machine: Machine;
  readonly moments: readonly Moment[];
  readonly events: readonly ExplainingEvent[];
  /** Periods from here on had been judged before; null when all were new. */
  readonly anewFrom: number | null;
  readonly judgedFrom: number;
  readonly judgedUntil: number | null;
  readonly dueAt: number;
}

const CHECKPOINTS = `
  SELECT wanted.series_id, found.period_start, found.machine
  FROM unnest($1::uuid[], $2::timestamptz[]) AS wanted (series_id, before) CROSS JOIN LATERAL (
    SELECT period_start, machine FROM trigger_findings f
    WHERE f.series_id = wanted.series_id AND f.period_start < wanted.before AND NOT superseded
    ORDER BY period_start DESC, id DESC LIMIT 1) found`;

const SETTLE = `
  UPDATE trigger_series s SET state = new.state, problem = new.problem, machine = new.machine, judged_from = new.judged_from,
    judged_until = new.judged_until, counts_from = new.counts_from, rejudge_from = NULL, due_at = new.due_at
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[],
    $8::timestamptz[]) AS new (id, state, problem, machine, judged_from, judged_until, counts_from, due_at)
  WHERE s.id = new.id`;

const ACTED_UPON: readonly MomentKind[] = ['fired', 'fired_again', 'flapped', 'goes_on', 'recovered'];

/** Writes what a judgement found and where each series stands after it. */
@Injectable()
export class KeepFindings {
  constructor(
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For series whose judged periods have got other values: the last finding before them. */
  async checkpointsOf(tx: Tx, watches: readonly Watch[]): Promise<Map<string, Checkpoint>> {
    const anew = watches.filter(
      ({ series: { rejudgeFrom, judgedUntil } }) => rejudgeFrom && judgedUntil && rejudgeFrom <= judgedUntil,
    );
    if (anew.length === 0) return new Map();
    const rows = await tx.query<{ series_id: string; period_start: Date; machine: Machine }[]>(CHECKPOINTS, [
      anew.map(({ series }) => series.id),
      anew.map(({ series }) => series.rejudgeFrom?.toISOString()),
    ]);
    return new Map(rows.map((row) => [row.series_id, { periodStart: row.period_start, machine: row.machine }]));
  }

  /** @param idle series that could not be judged at all: nothing to compare with, or no value yet */
  async runWithin(tx: Tx, judged: readonly Judged[], idle: readonly Watch[]): Promise<void> {
    const findings: TriggerFinding[] = [];
    for (const one of judged) findings.push(...(await this.newFindings(tx, one)));
    // In parts: PostgreSQL takes 65,535 parameters a statement.
    for (let done = 0; done < findings.length; done += 500) {
      await tx.insert(TriggerFinding, findings.slice(done, done + 500) as never);
    }
    await this.settle(tx, [...judged.map(outcomeOf), ...idle.map((watch) => this.idleOutcome(watch))]);
  }

  private async newFindings(tx: Tx, judged: Judged): Promise<TriggerFinding[]> {
    const findings = judged.moments.map((moment) => this.findingOf(tx, judged, moment));
    if (judged.anewFrom === null) return findings;
    const before = await tx.query<
      { id: string; period_start: Date; kind: string; to_state: string; figures: Figures }[]
    >(
      `SELECT id, period_start, kind, to_state, figures FROM trigger_findings
       WHERE series_id = $1 AND period_start >= $2 AND NOT superseded`,
      [judged.watch.series.id, new Date(judged.anewFrom)],
    );
    const known = new Map(
      before.map((row) => [signatureOf(row.period_start, row.kind, row.to_state, row.figures), row.id]),
    );
    const signature = (finding: TriggerFinding) =>
      signatureOf(finding.periodStart, finding.kind, finding.toState, finding.figures as Figures);
    const confirmed = new Set(findings.map((finding) => known.get(signature(finding))));
    const refuted = before.filter(({ id }) => !confirmed.has(id)).map(({ id }) => id);
    // What was seen stays, and what it led to; only nobody goes on from it.
    if (refuted.length > 0)
      await tx.query('UPDATE trigger_findings SET superseded = true WHERE id = ANY($1)', [refuted]);
    return findings.filter((finding) => !known.has(signature(finding)));
  }

  private findingOf(tx: Tx, judged: Judged, moment: Moment): TriggerFinding {
    const { rule, metric, series, workspace } = judged.watch;
    const start = new Date(judged.series.starts[moment.at] ?? 0);
    const about = circumstancesOf(rule, metric, series.series, workspace, judged.events);
    const explained = explain(moment, judged.series, about);
    return tx.create(TriggerFinding, {
      id: newId(),
      workspaceId: workspace.id,
      ruleId: rule.id,
      seriesId: series.id,
      periodStart: start,
      periodEnd: endOfPeriod(start, rule.period, workspace.timeZone),
      kind: moment.kind,
      fromState: moment.from,
      toState: moment.to,
      statement: moment.kind === 'changed' ? '' : explained.statement,
      figures: { ...explained.figures, title: explained.title },
      machine: moment.machine,
      ruleVersion: rule.version,
      metricVersion: metric?.definitionVersion ?? null,
      act: ACTED_UPON.includes(moment.kind) ? 'waiting' : null,
      itemId: null,
      recordedAt: this.clock.now(),
      actedAt: null,
    });
  }

  private async settle(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
    const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
    await tx.query(SETTLE, [
      outcomes.map(({ watch }) => watch.series.id),
      outcomes.map(({ state }) => state),
      outcomes.map(({ problem }) => problem),
      outcomes.map(({ machine }) => machine && JSON.stringify(machine)),
      outcomes.map(({ judgedFrom }) => instant(judgedFrom)),
      outcomes.map(({ judgedUntil }) => instant(judgedUntil)),
      outcomes.map(({ watch }) => watch.series.countsFrom?.toISOString() ?? null),
      outcomes.map(({ dueAt }) => instant(dueAt)),
    ]);
    for (const outcome of outcomes) await this.tell(tx, outcome);
  }

  /** That it fired is told by whoever opens the item. */
  private async tell(tx: Tx, { watch, state, fired }: Outcome): Promise<void> {
    const { series, rule, workspace } = watch;
    if (state === series.state || fired) return;
    await this.journal.record(tx, systemActor(workspace, 'rule', `trigger-rule:${rule.id}`), {
      type: 'trigger.state_changed',
      subject: { type: 'trigger_rule', id: rule.id },
      itemId: series.itemId,
      changes: { state: { from: series.state, to: state } },
      facts: { ruleName: rule.name, metricCode: rule.metricCode, series: series.series, from: series.state, to: state },
    });
  }

  private idleOutcome(watch: Watch): Outcome {
    const { series, rule, workspace } = watch;
    const gone = rule.metricCode !== null && watch.metric === null;
    return {
      watch,
      state: gone ? 'error' : 'no_data',
      problem: gone ? METRIC_GONE : null,
      fired: false,
      machine: series.machine,
      judgedFrom: series.judgedFrom?.getTime() ?? null,
      judgedUntil: series.judgedUntil?.getTime() ?? null,
      dueAt: endOfPeriod(this.clock.now(), rule.period, workspace.timeZone).getTime(),
    };
  }
}

const METRIC_GONE =
  'The metric it watches is archived and takes no points any more.\n所监控的指标已归档,不再接收数据。';

interface Outcome {
  readonly watch: Watch;
  readonly state: RuleState;
  readonly problem: string | null;
  readonly fired: boolean;
  readonly machine: Machine | null;
  readonly judgedFrom: number | null;
  readonly judgedUntil: number | null;
  readonly dueAt: number;
}

function outcomeOf({ watch, machine, moments, judgedFrom, judgedUntil, dueAt }: Judged): Outcome {
  const fired = moments.some(({ kind }) => kind === 'fired' || kind === 'fired_again');
  const until = judgedUntil ?? watch.series.judgedUntil?.getTime() ?? null;
  return { watch, state: machine.state, problem: null, fired, machine, judgedFrom, judgedUntil: until, dueAt };
}

/** Two findings are the same when they say the same of the same periods. */
function signatureOf(periodStart: Date, kind: string, toState: string, figures: Figures): string {
  const worse = figures.points.filter((point) => point.worse).map(({ start }) => start);
  return [periodStart.toISOString(), kind, toState, ...worse].join(' ');
}
