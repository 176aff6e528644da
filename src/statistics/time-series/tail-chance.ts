const BIN = 0.05;
const BINS = 400;
/** Readings between two fits: the quantiles move slowly, and the bins cost more to read than to fill. */
const FIT_EVERY = 24;

export interface TailSettings {
  /** Share of readings beyond which the tail begins, and a second one further out that measures how fast it falls. */
  outer: number;
  inner: number;
  /** Tail index of the generalised Pareto distribution: 0 falls like an exponential, 0.25 like Student's t with four degrees. */
  heaviness: number;
  /** Weight, in readings, of the double exponential distribution that is believed before anything is seen. */
  priorReadings: number;
  /** Rate of that distribution per unit of deviation. */
  priorRate: number;
}

/**
 * How rare a deviation of at least this size is, by the deviations seen so far: a histogram with fading memory below, a
 * generalised Pareto tail beyond (Pickands 1975; peaks over threshold as in Siffer et al., "SPOT", KDD 2017). Its
 * heaviness is fixed and its scale comes from two quantiles, so that the outliers themselves, which are what is
 * looked for, cannot stretch it: two in a hundred readings may be arbitrarily wild.
 */
export class TailChance {
  private readonly bins = new Float64Array(BINS);
  private total: number;
  private sinceFit = 0;
  private threshold = 0;
  private spread = BIN;

  constructor(private readonly settings: TailSettings) {
    const { priorReadings, priorRate } = settings;
    const beyond = (x: number): number => (x <= 0 ? 1 : 0.5 * Math.exp(-x * priorRate));
    for (let i = 0; i < BINS; i += 1) this.bins[i] = priorReadings * (beyond(i * BIN) - beyond((i + 1) * BIN));
    this.total = priorReadings;
    this.fit();
  }

  /**
   * Chance of a deviation of at least `size`, in (0, 1]; 1 for what does not reach the tail.
   * @param size in spreads; only deviations to one side are counted, what lies on the other is below 0
   */
  of(size: number): number {
    if (size <= this.threshold) return 1;
    const { heaviness, outer } = this.settings;
    return outer * (1 + (heaviness * (size - this.threshold)) / this.spread) ** (-1 / heaviness);
  }

  /** @param memory number of readings after which one has lost most of its weight */
  learn(size: number, memory: number): void {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(size / BIN)));
    this.bins[bin]! += 1;
    this.total += 1;
    this.sinceFit += 1;
    if (this.sinceFit < FIT_EVERY) return;
    this.fade(Math.exp(-FIT_EVERY / memory));
    this.fit();
    this.sinceFit = 0;
  }

  private fade(share: number): void {
    for (let i = 0; i < BINS; i += 1) this.bins[i]! *= share;
    this.total *= share;
  }

  private fit(): void {
    const { outer, inner, heaviness } = this.settings;
    const [near, far] = [this.sizeBeyond(outer), this.sizeBeyond(inner)];
    this.threshold = near;
    const growth = (outer / inner) ** heaviness - 1;
    this.spread = Math.max(BIN / 10, ((far - near) * heaviness) / growth);
  }

  /** The size that the given share of readings exceeds. */
  private sizeBeyond(share: number): number {
    const wanted = share * this.total;
    let seen = 0;
    for (let i = BINS - 1; i >= 0; i -= 1) {
      const here = this.bins[i]!;
      if (seen + here >= wanted) return (i + 1 - (wanted - seen) / here) * BIN;
      seen += here;
    }
    return 0;
  }
}
