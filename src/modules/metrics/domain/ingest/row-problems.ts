import { DomainError, type FieldProblem } from '../../../../kernel/errors/index.js';

/** As many problems as are told at once; the count is that of all. */
const PROBLEMS_SHOWN = 1_000;

/** What is wrong with the rows of an upload: the first thousand in order, and how many there are. */
export class RowProblems {
  private readonly kept: FieldProblem[] = [];
  private total = 0;

  get count(): number {
    return this.total;
  }

  add(...problems: FieldProblem[]): void {
    this.total += problems.length;
    for (const problem of problems) if (this.kept.length < PROBLEMS_SHOWN) this.kept.push(problem);
  }

  /** For problems of which only the first were read out, and the others counted. */
  addUnseen(count: number): void {
    this.total += count;
  }

  /** @throws DomainError invalid_rows when there is any */
  refuse(): void {
    if (this.total === 0) return;
    const fields = this.kept.toSorted((a, b) => positionOf(a) - positionOf(b));
    throw new DomainError('invalid_rows', { count: this.total }, { fields });
  }
}

/** The number in `line 7` or `points.6`; what concerns the whole upload stands first. */
function positionOf({ field }: FieldProblem): number {
  return Number(/\d+/.exec(field)?.[0] ?? 0);
}
