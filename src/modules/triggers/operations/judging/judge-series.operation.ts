import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { CLOCK } from '../../../../config/index.js';
import type { Clock } from '../../../../kernel/time/index.js';
import type { Tx } from '../../../../platform/database/index.js';
import { Item } from '../../../items/index.js';
import { SeriesValues } from '../../../metrics/index.js';
import { judgeOf } from '../../domain/judge-of.js';
import { endByHand, isActive, type Machine, resume, startMachine } from '../../domain/machine.js';
import { calendarOf, type PeriodCalendar } from '../../domain/period-calendar.js';
import { historyFor, indexOf, type Judge, lastToJudge, walk, warmUp, type Walked } from '../../domain/replay.js';
import type { Series } from '../../domain/series.js';
import { ExpectedValues } from '../../queries/expected-values.query.js';
import { LeftOutPeriods } from '../../queries/left-out-periods.query.js';
import { KeepFindings, type Judged } from './keep-findings.js';
import { type Start, startOf } from './plan-walk.js';
import type { Reading } from './reading.js';
import { SeriesReader } from './series-reader.js';
import { lockWatches, type Watch } from './watch.js';

const HOUR_MS = 3_600_000;
const NOTHING_EXPECTED = { direction: 'down', target: null } as const;

/** A series on its way through a judgement. */
interface Task {
  readonly watch: Watch;
  readonly judge: Judge;
  readonly calendar: PeriodCalendar;
  readonly start: Start;
  /** First instant of the running period. */
  readonly end: number;
  readonly events: Judged['events'];
}

/** Walks series over the periods that have closed since they were judged, many in a few statements. */
@Injectable()
export class JudgeSeries {
  constructor(
    private readonly reader: SeriesReader,
    private readonly seriesValues: SeriesValues,
    private readonly leftOutPeriods: LeftOutPeriods,
    private readonly expectedValues: ExpectedValues,
    private readonly keepFindings: KeepFindings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What it finds waits to be acted upon. */
  async runWithin(tx: Tx, ids: readonly string[]): Promise<void> {
    const watches = await lockWatches(tx, ids);
    await this.meetItems(tx, watches);
    const { tasks, idle } = await this.plan(tx, watches);
    const series = await this.reader.read(tx, tasks.map(readingOf));
    const judged = tasks.map((task, index) => this.judge(task, series[index] as Series));
    await this.keepFindings.runWithin(tx, judged, idle);
  }

  /** A person may have ended the item, or brought it back. */
  private async meetItems(tx: Tx, watches: readonly Watch[]): Promise<void> {
    const concerned = watches.filter(
      ({ series: { machine, followsItem } }) => machine && followsItem && (isActive(machine.state) || machine.ended),
    );
    const ids = concerned.flatMap(({ series }) => series.itemId ?? []);
    const items = new Map(
      ids.length === 0 ? [] : (await tx.findBy(Item, { id: In(ids) })).map((item) => [item.id, item]),
    );
    for (const { series } of concerned) {
      const item = items.get(series.itemId ?? '');
      if (!item || !series.machine) continue;
      const isLive = item.status === 'active' || item.status === 'on_hold';
      if (isLive && series.machine.ended) series.countsFrom = null;
      if (!isLive && isActive(series.machine.state)) series.countsFrom = item.closedAt ?? item.changedAt;
      series.machine = isLive ? resume(series.machine) : endByHand(series.machine);
    }
  }

  private async plan(tx: Tx, watches: readonly Watch[]): Promise<{ tasks: Task[]; idle: Watch[] }> {
    const now = this.clock.now();
    const newest = await this.newestOf(tx, watches, now);
    const checkpoints = await this.keepFindings.checkpointsOf(tx, watches);
    const events = await this.leftOutPeriods.of(tx, watches.map(({ workspace, metric }) => ({ workspace, metric }))); // prettier-ignore
    const expected = await this.expectedValues.of(tx, watches);
    const tasks: Task[] = [];
    const idle: Watch[] = [];
    for (const [index, watch] of watches.entries()) {
      const { rule, series, metric, workspace } = watch;
      const judge = judgeOf({ terms: rule, ...rule }, expected[index] ?? NOTHING_EXPECTED);
      const calendar = calendarOf(rule.period, workspace.timeZone);
      const end = calendar.startOf(now.getTime());
      const latest = metric ? newest.get(series.id) : calendar.startOf(end - 1);
      if (!judge || (metric === null && rule.metricCode !== null) || latest === undefined) idle.push(watch);
      else {
        const start = startOf(
          series,
          calendar,
          Math.min(calendar.startOf(latest), end),
          checkpoints.get(series.id) ?? null,
        );
        tasks.push({ watch, judge, calendar, start, end, events: events[index] ?? [] });
      }
    }
    return { tasks, idle };
  }

  /** Only a series that was never judged needs to know where its values end. */
  private async newestOf(tx: Tx, watches: readonly Watch[], now: Date): Promise<Map<string, number>> {
    const unjudged = watches.filter(({ series, metric }) => metric !== null && series.machine === null);
    const newest = new Map(watches.map(({ series }) => [series.id, 0]));
    for (const { series } of unjudged) newest.delete(series.id);
    for (const { end, watches: group } of byRunningPeriod(unjudged, now)) {
      const series = group.map((watch) => ({ metricId: watch.metric?.id ?? '', dimensionKey: watch.series.series }));
      const starts = await this.seriesValues.newestBefore(tx, series, end);
      for (const [index, start] of starts.entries())
        if (start !== undefined) newest.set(group[index]?.series.id ?? '', start);
    }
    return newest;
  }

  private judge(task: Task, series: Series): Judged {
    const { watch, judge, start, calendar, events, end } = task;
    const first = indexOf(series, start.first);
    const since = start.since === -Infinity ? 0 : indexOf(series, start.since);
    const now = this.clock.now().getTime();
    const last = lastToJudge(judge, series, watch.rule.settings.graceHours * HOUR_MS, now);
    const before = start.machine ?? startingMachine(judge, series, first, since);
    const { machine, moments }: Walked = walk(judge, series, before, { first, last, since });
    const grace = watch.rule.settings.graceHours * HOUR_MS;
    const awaited = last + 1 < series.ends.length ? (series.ends[last + 1] ?? 0) + grace : Infinity;
    const running = calendar.endOf(end);
    return {
      watch,
      series,
      machine,
      moments,
      events,
      anewFrom: start.anew ? start.first : null,
      judgedFrom: watch.series.judgedFrom?.getTime() ?? start.first,
      judgedUntil: last >= first ? (series.starts[last] ?? null) : null,
      dueAt: Math.min(running, awaited),
    };
  }
}

function startingMachine(judge: Judge, series: Series, first: number, since: number): Machine {
  return first > 0
    ? warmUp(judge, series, first, since)
    : startMachine(0, judge.growsAfter === null ? null : judge.calibration);
}

function readingOf({ watch, judge, calendar, start, end, events }: Task): Reading {
  const back = historyFor(judge, { begins: start.machine === null });
  return {
    rule: watch.rule,
    metric: watch.metric,
    series: watch.series.series,
    timeZone: watch.workspace.timeZone,
    leftOut: events.filter(({ excludes }) => excludes).map(({ from, to, name }) => ({ from, to, reason: name })),
    from: calendar.before(Math.min(start.first, end), back),
    end,
  };
}

function byRunningPeriod(watches: readonly Watch[], now: Date): { end: Date; watches: Watch[] }[] {
  const groups = new Map<number, Watch[]>();
  for (const watch of watches) {
    const end = calendarOf(watch.rule.period, watch.workspace.timeZone).startOf(now.getTime());
    groups.set(end, [...(groups.get(end) ?? []), watch]);
  }
  return [...groups].map(([end, group]) => ({ end: new Date(end), watches: group }));
}
