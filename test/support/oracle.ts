import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** Reads `test/oracles/<name>.json`; the shape is the file's own, stated by the spec that uses it. */
export function readOracle<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`../oracles/${name}.json`, import.meta.url), 'utf8')) as Shape;
}

/** What one oracle value may be: numbers, lists of them, or nothing where the figure is undefined. */
export type Figure = number | null | boolean | readonly Figure[];

/**
 * Fails unless `actual` is `expected` within a relative tolerance; lists are compared place by place.
 * @param floor absolute difference that is let pass; none when left out, or every tiny p-value would pass unseen
 */
export function expectFigure(label: string, actual: unknown, expected: Figure, tolerance: number, floor = 0): void {
  if (Array.isArray(expected)) {
    expect({ label, length: (actual as unknown[]).length }).toEqual({ label, length: expected.length });
    expected.forEach((one: Figure, i) =>
      expectFigure(`${label}[${i}]`, (actual as unknown[])[i], one, tolerance, floor),
    );
    return;
  }
  if (typeof expected !== 'number' || typeof actual !== 'number') {
    expect({ label, value: actual }).toEqual({ label, value: expected });
    return;
  }
  const error = Math.abs(actual - expected);
  const allowed = Math.max(floor, tolerance * Math.abs(expected));
  if (!(error <= allowed)) {
    throw new Error(
      `${label}: got ${actual}, the oracle says ${expected} (relative error ${error / Math.abs(expected)})`,
    );
  }
}

/** Runs the named computation for every figure an oracle case lists; a figure without a computation fails. */
export function expectFigures<Input>(
  input: Input,
  expected: Readonly<Record<string, Figure>>,
  computations: Readonly<Record<string, (input: Input) => unknown>>,
  tolerance: number,
): void {
  for (const [name, figure] of Object.entries(expected)) {
    const compute = computations[name];
    if (!compute) throw new Error(`nothing computes the oracle's figure "${name}"`);
    expectFigure(name, compute(input), figure, tolerance);
  }
}
