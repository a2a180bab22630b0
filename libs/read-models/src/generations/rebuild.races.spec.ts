import fc from 'fast-check';
import { catchUp, collectionsIn, counting, documentsOf, generational, history, plainly } from '../testing/counting.js';
import { dyingAfter, Killed, RebuildWorld } from '../testing/rebuild-world.js';
import { RecordedEvents } from '../testing/recorded-events.js';

const choices = fc.array(fc.nat({ max: 50 }), { minLength: 5, maxLength: 200 });

describe('rebuilds while projectors write and readers read', () => {
  const run = async (world: RebuildWorld, rebuilds: (world: RebuildWorld) => Promise<unknown>): Promise<void> => {
    await catchUp(counting, generational(world.memory), new RecordedEvents(history.slice(0, world.begunWith)));
    const [projecting, reading] = [world.open(), world.open()];
    const background = [
      world.append(),
      world.follow(projecting),
      world.follow(world.open()),
      world.read(projecting),
      world.read(reading),
      rebuilds(world).then(() => world.settle()),
    ];
    await world.turns.until(Promise.all(background));
    expect([...new Set(world.complaints)]).toStrictEqual([]);
    expect(await documentsOf(counting, generational(world.memory))).toStrictEqual(await plainly(counting, history));
  };

  it('end with the documents of a plain projection, and no reader ever sees less than before', async () => {
    await fc.assert(
      fc.asyncProperty(choices, fc.integer({ min: 1, max: history.length }), async (order, begunWith) => {
        const world = new RebuildWorld(order, begunWith);
        await run(world, (all) => all.rebuild(all.open()));
        expect(world.switched).toHaveLength(1);
        expect(world.switched[0]?.comparison?.differences).toStrictEqual([]);
        expect(collectionsIn(world.memory)).toHaveLength(3);
      }),
      { numRuns: 60 },
    );
  });

  it('two at once: each switches, or says that it was overtaken', async () => {
    let overtaken = 0;
    await fc.assert(
      fc.asyncProperty(choices, fc.integer({ min: 1, max: history.length }), async (order, begunWith) => {
        const world = new RebuildWorld(order, begunWith);
        await run(world, (all) => Promise.all([all.rebuild(all.open()), all.rebuild(all.open())]));
        expect(world.switched.length).toBeGreaterThanOrEqual(1);
        expect(world.switched.length + world.overtaken).toBe(2);
        expect(world.switched.flatMap(({ comparison }) => comparison?.differences)).toStrictEqual([]);
        expect(collectionsIn(world.memory)).toHaveLength(3);
        overtaken += world.overtaken;
      }),
      { numRuns: 60 },
    );
    expect(overtaken).toBeGreaterThan(0);
  });

  it('killed at any point: what is read stays, and the next one switches and clears up', async () => {
    const calls = fc.integer({ min: 1, max: 90 });
    await fc.assert(
      fc.asyncProperty(
        choices,
        fc.integer({ min: 1, max: history.length }),
        calls,
        async (order, begunWith, diesAfter) => {
          const world = new RebuildWorld(order, begunWith);
          await run(world, async (all) => {
            await all.rebuild(all.open(dyingAfter(diesAfter))).catch((error: unknown) => {
              if (!(error instanceof Killed)) throw error;
            });
            await all.rebuild(all.open());
          });
          expect(world.switched.length).toBeGreaterThanOrEqual(1);
          expect(world.overtaken).toBe(0);
          expect(collectionsIn(world.memory)).toHaveLength(3);
        },
      ),
      { numRuns: 80 },
    );
  });
});
