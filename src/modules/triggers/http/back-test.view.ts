import { ApiProperty } from '@nestjs/swagger';

import { type Locale, localise } from '../../../kernel/text/index.js';
import { warningsOf } from '../domain/history-check.js';
import type { BackTestResult } from '../operations/back-testing/back-test-rule.operation.js';
import { CalibrationView } from './trigger-rule.view.js';

export class BackTestPointView {
  start!: string;
  label!: string;
  /** What was judged: the value, or what the chart plots in its place. */
  value!: number;
  limit!: number | null;
  worse!: boolean;
}

export class WouldHaveOpenedView {
  /** The period that fired. */
  period!: string;
  /** When it closed: the item would have been opened then. */
  openedAt!: string;
  title!: string;
  /** In both languages, each on a line of its own. */
  statement!: string;
  limit!: number | null;
  points!: BackTestPointView[];
  /** How often the same item would have been reopened within the cool-down. */
  reopened!: number;
  /** Further worse periods it would have got. */
  appended!: number;
  /** Null: the series has not recovered since. */
  recoveredAt!: string | null;
}

export class FalseAlarmsView {
  /** Items a year that noise alone would open on a healthy metric of this size of noise. */
  perYear!: number;
  standardError!: number;
  /** Simulated years. */
  years!: number;
}

export class BackTestView {
  /** `It would have opened 4 items from 2025-11-18 to 2026-11-17.` */
  sentence!: string;
  from!: string;
  to!: string;
  /** The rule is tried as if it had been made then: on the first day, or when its baseline was full. */
  madeAt!: string;
  /** Closed periods judged. */
  periods!: number;
  /** How many items it would have opened, each ended once its series had recovered. */
  count!: number;
  /** How many, if nobody had ever ended one: all that followed would have landed in it. */
  ifNeverEnded!: number;
  items!: WouldHaveOpenedView[];
  baseline!: number | null;
  @ApiProperty({ type: CalibrationView, nullable: true })
  calibration!: CalibrationView | null;
  /** What the metric's history says against a chart: a season, periods that take after each other. In both languages. */
  warnings!: string[];
  @ApiProperty({ type: FalseAlarmsView, nullable: true })
  falseAlarms!: FalseAlarmsView | null;

  static of({ from, to, madeAt, periods, items, limits, falseAlarms }: BackTestResult, locale: Locale): BackTestView {
    const { baseline, calibration } = limits;
    return {
      sentence: localise(SENTENCE, locale, { count: items.length, from, to }),
      from,
      to,
      madeAt: madeAt.toISOString(),
      periods,
      count: items.length,
      ifNeverEnded: Math.min(1, items.length),
      items: items.map((item) => ({ ...item, points: [...item.points] })),
      baseline,
      calibration: calibration && CalibrationView.of(calibration),
      warnings: warningsOf(calibration ?? {}),
      falseAlarms,
    };
  }
}

const SENTENCE = {
  en: 'It would have opened {count} item(s) from {from} to {to}.',
  'zh-CN': '{from} 至 {to} 期间,该规则会新建 {count} 个改进项目。',
};
