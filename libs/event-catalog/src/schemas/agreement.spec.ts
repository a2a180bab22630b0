import type { z } from 'zod';
import type { Agreement, OutdatedIn, UpcasterOf } from './agreement.js';
import type { EventDefinition } from './definition.js';

type First = z.ZodObject<{ count: z.ZodInt }, z.core.$strict>;
type Second = z.ZodObject<
  { count: z.ZodInt; unit: z.ZodNullable<z.ZodEnum<{ seat: 'seat'; day: 'day' }>> },
  z.core.$strict
>;

// A table has to be a type: what an interface says could still grow, so it is no record.
type Table<Versions extends EventDefinition['versions']> = Record<
  'Counted',
  Omit<EventDefinition, 'versions'> & { readonly versions: Versions }
>;
type Once = Table<{ 1: First }>;
type Twice = Table<{ 1: First; 2: Second }>;
type Gap = Table<{ 1: First; 3: Second }>;

interface Counted<Data extends object> {
  readonly type: 'Counted';
  readonly data: Data;
}
interface Unit {
  readonly unit: 'seat' | 'day' | null;
}

/** What is wrong here is told by the compiler; a spec that compiles has shown it. */
describe('a table of events compiles', () => {
  it('when its current version is what the domain says, however that is written', () => {
    const agreements: [
      Agreement<Once, Counted<{ readonly count: number }>>,
      Agreement<Twice, Counted<{ count: number } & Unit>>,
    ] = [true, true];
    expect(agreements).toStrictEqual([true, true]);
  });

  it('but not when the domain has a field more, a field less or another kind of field', () => {
    // @ts-expect-error -- the schema has no `unit`
    const more: Agreement<Once, Counted<{ count: number } & Unit>> = true;
    // @ts-expect-error -- the domain has no `unit`
    const less: Agreement<Twice, Counted<{ count: number }>> = true;
    // @ts-expect-error -- the schema cannot leave it out
    const optional: Agreement<Once, Counted<{ count?: number }>> = true;
    // @ts-expect-error -- the domain has a word less
    const narrower: Agreement<Twice, Counted<{ count: number; unit: 'seat' | null }>> = true;
    // @ts-expect-error -- the domain has a word more
    const wider: Agreement<Twice, Counted<{ count: number; unit: 'seat' | 'day' | 'month' | null }>> = true;
    const told: Agreement<Twice, Counted<{ count: number }>> = 'differs: Counted.unit';
    expect([more, less, optional, narrower, wider, told]).toHaveLength(6);
  });

  it('but not when the domain has an event more or less', () => {
    const more: Agreement<Once, Counted<{ count: number }> | { type: 'Lost'; data: object }> =
      'differs: Lost has no schema';
    const less: Agreement<Once, never> = 'differs: Counted is no event of the domain';
    expect([more, less]).toHaveLength(2);
  });

  it('but not with a gap in its versions', () => {
    // @ts-expect-error -- there is no version 2
    const skipped: Agreement<Gap, Counted<{ count: number } & Unit>> = true;
    expect(skipped).toBe(true);
  });

  it('with an upcaster for each version before the current one, from its data to the data of the next', () => {
    const outdated: [OutdatedIn<Once>[], OutdatedIn<Twice>[]] = [[], ['Counted.v1']];
    // @ts-expect-error -- no version follows the last
    const early: OutdatedIn<Twice> = 'Counted.v2';
    const upcaster: UpcasterOf<Twice, 'Counted.v1'> = (data) => ({ ...data, unit: null });
    // @ts-expect-error -- version 2 has a `unit`
    const idle: UpcasterOf<Twice, 'Counted.v1'> = (data) => data;
    // @ts-expect-error -- nothing reads version 1
    const missing: { [V in OutdatedIn<Twice>]: UpcasterOf<Twice, V> } = {};
    expect([outdated, early, upcaster, idle, missing]).toHaveLength(5);
  });
});
