/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);

/** The seed that `QUITTANCE_SEED` names, else another one in each run; it is printed. */
export const seedOf = (what: string): number => {
  const seed = Number(process.env['QUITTANCE_SEED'] ?? Date.now() % 1_000_000);
  process.stderr.write(`${what}: QUITTANCE_SEED=${seed}\n`);
  return seed;
};
