/** Standard normal numbers from a seed: the same seed, the same numbers, on every machine. */
export function normalSource(seed: number): () => number {
  const uniform = uniformSource(seed);
  // Box and Muller 1958; the second of each pair is not used, so that a caller's order of calls does not matter.
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Mulberry32: 32 bits of state, which is enough for some millions of draws. In [0, 1). */
function uniformSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
