import fc from 'fast-check';
import { disagreementsOf } from './agreement.js';
import { histories } from './histories.js';

/** In all shards together, unless the environment asks for more: `QUITTANCE_HISTORIES=1000000 npm run histories`. */
const HISTORIES_TOTAL = Number(process.env['QUITTANCE_HISTORIES'] ?? 100_000);
const SHARDS = 4;
/** Of each shard, all of it told twice: that costs more. */
const TOLD_AGAIN_PART = 0.1;

/** A seed of one's own runs a failure again; without one the same histories are run each time, so that a change is what fails. */
const seedOf = (shard: number): number => Number(process.env['QUITTANCE_SEED'] ?? 20_260_401) + shard;

const agree = (runs: number, seed: number, isToldAgain: boolean): void =>
  fc.assert(
    fc.property(histories(), (history) => expect(disagreementsOf(history, { isToldAgain })).toEqual([])),
    { numRuns: Math.ceil(runs), seed },
  );

const TIME_MAX_MS = 6 * 60 * 60_000;

/** One quarter of the random histories, so that the cores of a machine share them. */
export const describeAgreement = (shard: number): void => {
  const runs = HISTORIES_TOTAL / SHARDS;
  const seed = seedOf(shard);

  describe(`the domain and the reference model, ${runs} random histories from seed ${seed}`, () => {
    it(
      'I1 I2 I3 I4 I5 I6 I8 agree about every answer, plan, line and payment, and all invariants hold',
      () => agree(runs * (1 - TOLD_AGAIN_PART), seed, false),
      TIME_MAX_MS,
    );

    it(
      'I7 agree as well when everything that the system is told comes twice, and old things come again',
      () => agree(runs * TOLD_AGAIN_PART, seed + SHARDS, true),
      TIME_MAX_MS,
    );
  });
};
