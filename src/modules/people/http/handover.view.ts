import type { Holding } from '../domain/holding.js';

export class HoldingView {
  /** `items_owned`, `tasks` … */
  kind!: string;
  id!: string;
  name!: string;
  itemKey!: string | null;

  static of({ kind, id, name, itemKey }: Holding): HoldingView {
    return { kind, id, name, itemKey };
  }
}

export class HoldingsView {
  /** Send it back with the handover. */
  digest!: string;
  holdings!: HoldingView[];

  static of({ digest, holdings }: { digest: string; holdings: readonly Holding[] }): HoldingsView {
    return { digest, holdings: holdings.map((holding) => HoldingView.of(holding)) };
  }
}

export class HandedOverView {
  /** How many records were moved or ended. */
  moved!: number;
}
