import type { Line, LoadRequest } from './line.js';
import { loadOnce, type Sample } from './load.js';
import type { Server } from './servers/server.js';

export interface Effort {
  readonly warmUpSeconds: number;
  /** Length of one stretch on one side. */
  readonly seconds: number;
  /** Stretches on either side; odd, so that there is a middle one. */
  readonly rounds: number;
}

/** A line on its way: where its requests come from, for either side. */
export interface Contest {
  readonly line: Line;
  readonly product: () => LoadRequest;
  readonly bare: () => LoadRequest;
}

/** What a line measured with so many connections. */
export interface Figures {
  readonly line: Line;
  readonly connections: number;
  /** One for each round, in order. */
  readonly product: readonly Sample[];
  readonly bare: readonly Sample[];
  /** Memory of the product's process afterwards, in MiB. */
  readonly rssMb: number;
}

/**
 * Measures lines side by side: in each round every line runs on the product and on the bare pair, one right after the
 * other, so that whatever else the machine does hits all of them alike.
 */
export async function measure(
  contests: readonly Contest[],
  connections: number,
  { product, bare }: { product: Server; bare: Server },
  effort: Effort,
): Promise<Figures[]> {
  const samples = contests.map((contest) => ({ contest, product: [] as Sample[], bare: [] as Sample[] }));
  for (const { contest } of samples) {
    await loadOnce(product, contest.product, { connections, seconds: effort.warmUpSeconds });
    await loadOnce(bare, contest.bare, { connections, seconds: effort.warmUpSeconds });
  }
  const stretch = { connections, seconds: effort.seconds };
  for (let round = 0; round < effort.rounds; round += 1) {
    for (const taken of samples) {
      taken.product.push(await loadOnce(product, taken.contest.product, stretch));
      taken.bare.push(await loadOnce(bare, taken.contest.bare, stretch));
    }
  }
  const rssMb = await product.rssMb();
  return samples.map(({ contest: { line }, ...taken }) => ({ line, connections, rssMb, ...taken }));
}
