import { Injectable } from '@nestjs/common';

import { type FieldProblem, refuseFields } from '../../../../kernel/errors/index.js';
import { holds, type Period } from '../../../../kernel/time/index.js';
import type { Tx } from '../../../../platform/database/index.js';
import { Members } from '../../../people/index.js';
import { DIMENSION_NAME } from '../../domain/dimensions.js';
import { MOST_FACTORS } from '../../domain/formulas/contributions.js';
import { operandsOf } from '../../domain/formulas/expression.js';
import { findCycle } from '../../domain/formulas/find-cycle.js';
import { formulaOf } from '../../domain/formulas/metric-formula.js';
import { FormulaError } from '../../domain/formulas/tokens.js';
import type { Metric } from '../../persistence/metric.entity.js';

const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };
const BAD_DIMENSION = {
  en: 'must be different names such as channel or user_segment: a-z, 0-9 and _, 40 at most',
  'zh-CN': '须为互不相同的名称(如 channel、user_segment):仅限 a-z、0-9 与 _,最长 40 个字符',
};
const RESERVED = ['timestamp', 'value'];
const HALF_A_RATIO = { en: 'numerator and denominator belong together', 'zh-CN': '分子与分母须同时填写' };
const TWO_FORMULAS = { en: 'a metric is a ratio or a formula, not both', 'zh-CN': '比率与公式只能二选一' };
const NO_METRIC = { en: 'not in the metric dictionary: {codes}', 'zh-CN': '指标字典中没有:{codes}' };
const TOO_SHORT = {
  en: 'reported in periods that a {period} does not hold whole: {codes}',
  'zh-CN': '以下指标的统计周期无法完整归入 {period}:{codes}',
};
const TOO_MANY = { en: 'has more than {max} metrics', 'zh-CN': '涉及的指标超过 {max} 个' };
const NO_OPERAND = { en: 'names no metric', 'zh-CN': '未引用任何指标' };
const CYCLE = { en: 'goes round in a circle: {cycle}', 'zh-CN': '公式循环引用:{cycle}' };

/** Any number that no other lock of the product uses; with it the workspace, so that two edits make no circle together. */
const FORMULA_LOCK = 7_345_231;

/** Holds an entry of the dictionary against the others. */
@Injectable()
export class MetricRules {
  constructor(private readonly members: Members) {}

  /**
   * @returns the codes it is computed from
   * @throws DomainError invalid_fields naming everything that is wrong
   */
  async check(tx: Tx, metric: Metric): Promise<string[]> {
    const { operands, problems } = await this.formula(tx, metric);
    const strangers = metric.ownerId ? await this.members.strangersAmong(tx, metric.workspaceId, [metric.ownerId]) : [];
    refuseFields([
      ...strangers.map(() => ({ field: 'ownerId', code: 'no_member', message: NO_MEMBER })),
      ...dimensionProblems(metric.dimensions),
      ...problems,
    ]);
    return operands;
  }

  private async formula(tx: Tx, metric: Metric): Promise<{ operands: string[]; problems: FieldProblem[] }> {
    const field = metric.formula === null ? 'numerator' : 'formula';
    const refused = (code: string, message: FieldProblem['message'], params: FieldProblem['params'] = {}) => ({
      operands: [],
      problems: [{ field, code, message, params }],
    });
    if ((metric.numerator === null) !== (metric.denominator === null)) return refused('half_a_ratio', HALF_A_RATIO);
    if (metric.formula !== null && metric.numerator !== null) return refused('two_formulas', TWO_FORMULAS);
    try {
      const expression = formulaOf(metric);
      if (expression === undefined) return { operands: [], problems: [] };
      const operands = operandsOf(expression);
      if (operands.length === 0) return refused('no_operand', NO_OPERAND);
      if (operands.length > MOST_FACTORS) return refused('too_many', TOO_MANY, { max: MOST_FACTORS });
      const problems = await operandProblems(tx, metric, operands);
      return { operands, problems: problems.map((problem) => ({ field, ...problem })) };
    } catch (error) {
      if (error instanceof FormulaError) return refused(error.code, error.sentence, error.params);
      throw error;
    }
  }
}

function dimensionProblems(dimensions: readonly string[]): FieldProblem[] {
  const fine = dimensions.every(
    (name, index) => DIMENSION_NAME.test(name) && !RESERVED.includes(name) && dimensions.indexOf(name) === index,
  );
  return fine ? [] : [{ field: 'dimensions', code: 'bad_dimension', message: BAD_DIMENSION }];
}

async function operandProblems(tx: Tx, metric: Metric, operands: string[]): Promise<Omit<FieldProblem, 'field'>[]> {
  const { workspaceId, code, period } = metric;
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [FORMULA_LOCK, workspaceId]);
  const known = await tx.query<{ code: string; period: Period }[]>(
    'SELECT code, period FROM metrics WHERE workspace_id = $1 AND code = ANY($2)',
    [workspaceId, operands],
  );
  const problems: Omit<FieldProblem, 'field'>[] = [];
  const cycle = await cycleThrough(tx, metric, operands);
  const unknown = operands.filter((operand) => operand !== code && !known.some((found) => found.code === operand));
  const unfit = known.filter((operand) => !holds(period, operand.period)).map((operand) => operand.code);
  if (cycle) problems.push({ code: 'cycle', message: CYCLE, params: { cycle: cycle.join(' → ') } });
  if (unknown.length > 0)
    problems.push({ code: 'no_metric', message: NO_METRIC, params: { codes: unknown.join(', ') } });
  if (unfit.length > 0) {
    problems.push({ code: 'period_too_short', message: TOO_SHORT, params: { codes: unfit.join(', '), period } });
  }
  return problems;
}

async function cycleThrough(tx: Tx, { workspaceId, code }: Metric, operands: string[]): Promise<string[] | undefined> {
  const rows = await tx.query<{ code: string; operands: string[] }[]>(
    `SELECT m.code, array_agg(o.operand_code ORDER BY o.operand_code) AS operands
     FROM metric_operands o JOIN metrics m ON m.id = o.metric_id WHERE o.workspace_id = $1 GROUP BY m.code`,
    [workspaceId],
  );
  const graph = new Map(rows.map((row) => [row.code, row.operands]));
  return findCycle(code, graph.set(code, operands));
}
