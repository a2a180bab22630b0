import fc from 'fast-check';
import { histories } from '#test/model/histories';
import { firstDifference, differenceOfBooks, violationsOfReal } from '#test/model/compare';
const json = (x: unknown) => JSON.stringify(x, (_, v) => (typeof v === 'bigint' ? `${v}` : v));
it('compare', () => {
  const seed = Number(process.env['SEED'] ?? 1);
  const res = fc.check(fc.property(histories(), (h) => {
    const d = firstDifference(h); if (d) throw new Error('DIFF ' + json(d));
    const b = differenceOfBooks(h); if (b) throw new Error('BOOKS ' + json(b));
    const v = violationsOfReal(h); if (v.length) throw new Error('VIOL ' + v.join('\n'));
  }), { numRuns: Number(process.env['RUNS'] ?? 300), seed, endOnFailure: false });
  if (res.failed) {
    const h = res.counterexample![0];
    console.log(json(h.steps.slice(4)), h.world.startsOn, json(h.world.catalog.map((c) => [c.name, c.effectiveFrom, c.trialDays])));
    console.log(String((res as any).errorInstance?.stack ?? (res as any).error).slice(0, 3000));
  }
  console.log('runs', res.numRuns, 'shrinks', res.numShrinks);
});
