/** Limits at one point; in the unit of the plotted value. */
export interface Limits {
  lower: number;
  centre: number;
  upper: number;
}

/** A chart ready to draw: value i lies between `limits[i].lower` and `limits[i].upper`, or its index is in `beyond`. */
export interface ControlChart {
  centre: number;
  /** Of single values (or of one inspected unit), not of the plotted statistic. */
  sigma: number;
  values: number[];
  limits: Limits[];
  /** Indices, from 0, of values strictly outside their limits. */
  beyond: number[];
}

/** Puts a chart together and marks what lies beyond the limits. */
export function controlChart(sigma: number, centre: number, values: number[], limits: Limits[]): ControlChart {
  const beyond = values.flatMap((value, i) => (isBeyond(value, limits[i]!) ? [i] : []));
  return { centre, sigma, values, limits, beyond };
}

function isBeyond(value: number, { lower, upper }: Limits): boolean {
  return value > upper || value < lower;
}
