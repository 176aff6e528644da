export type Matrix = number[][];

export interface LeastSquares {
  coefficients: number[];
  residuals: number[];
  /** (XᵀX)⁻¹ */
  inverse: Matrix;
  degreesOfFreedom: number;
}

/**
 * Ordinary least squares by Gram-Schmidt orthogonalisation, each column twice, which keeps the digits that normal equations
 * would square away.
 * @param rows one per observation, one entry per coefficient
 * @throws RangeError when there are too few rows or a column follows from the others
 */
export function leastSquares(rows: Matrix, y: readonly number[]): LeastSquares {
  const width = rows[0]?.length ?? 0;
  if (rows.length <= width) throw new RangeError(`${rows.length} observations cannot settle ${width} coefficients`);
  const { q, r } = orthogonalise(rows, width);
  const inverseR = invertUpper(r);
  const projections = q.map((column) => dot(column, y));
  const coefficients = inverseR.map((row) => dot(row, projections));
  const residuals = rows.map((row, i) => y[i]! - dot(row, coefficients));
  const inverse = inverseR.map((left) => inverseR.map((right) => dot(left, right)));
  return { coefficients, residuals, inverse, degreesOfFreedom: rows.length - width };
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

export function multiply(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
}

function orthogonalise(rows: Matrix, width: number): { q: Matrix; r: Matrix } {
  const q: Matrix = [];
  const r: Matrix = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (let j = 0; j < width; j += 1) {
    let column = rows.map((row) => row[j]!);
    const before = Math.sqrt(dot(column, column));
    for (let pass = 0; pass < 2; pass += 1) {
      q.forEach((done, k) => {
        const share = dot(done, column);
        r[k]![j]! += share;
        column = column.map((value, i) => value - share * done[i]!);
      });
    }
    const length = Math.sqrt(dot(column, column));
    if (!(length > 1e-10 * before)) throw new RangeError(`column ${j} of the model follows from the others`);
    r[j]![j] = length;
    q.push(column.map((value) => value / length));
  }
  return { q, r };
}

function invertUpper(r: Matrix): Matrix {
  const size = r.length;
  const inverse: Matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let j = 0; j < size; j += 1) {
    inverse[j]![j] = 1 / r[j]![j]!;
    for (let i = j - 1; i >= 0; i -= 1) {
      let sum = 0;
      for (let k = i + 1; k <= j; k += 1) sum += r[i]![k]! * inverse[k]![j]!;
      inverse[i]![j] = -sum / r[i]![i]!;
    }
  }
  return inverse;
}
