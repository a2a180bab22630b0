import fc from 'fast-check';
import { subscriptionDecider } from '#domain';
import { CURRENT_VERSION } from '#event-catalog';
import { checkpointName } from '../port/projection.js';
import { subscriptions } from '../subscriptions/subscription.document.js';
import { MemoryReadModelStore } from '../testing/memory-read-model-store.js';
import { projected, projectInto } from '../testing/projected.js';
import { randomStory } from '../testing/random-story.js';
import { PROJECTIONS } from './projections.js';

const ends = fc.array(fc.nat({ max: 120 }), { maxLength: 30 });

describe('all projections together', () => {
  it('are tried on stories in which everything happens', () => {
    const types = fc
      .sample(randomStory, { numRuns: 400, seed: 1 })
      .flatMap((story) => story.events.map(({ type }) => type));
    // What no read model is made from.
    const outside = [
      ...['AdministratorDismissed', 'CatalogVersionPublished', 'ClockMoved', 'CommandAnswered'],
      ...['CommandAttemptFailed', 'CommandLeftOpen'],
    ];
    const missing = Object.keys(CURRENT_VERSION).filter((type) => !types.includes(type) && !outside.includes(type));
    expect(missing).toStrictEqual([]);
  });

  it('give equal documents in whatever batches the events come', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory, ends, async (story, cuts) => {
        const atOnce = await projected(story.events);
        const inBatches = await projectInto(new MemoryReadModelStore(), story.events, cuts);
        expect(inBatches.dump()).toStrictEqual(atOnce.dump());
      }),
      { numRuns: 150 },
    );
  });

  it('change nothing when events are delivered again', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory, fc.nat({ max: 120 }), ends, async (story, from, cuts) => {
        const store = await projected(story.events);
        const before = store.dump();
        await projectInto(store, story.events.slice(from), cuts);
        expect(store.dump()).toStrictEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('give a rebuilt read model that equals the live one', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory, ends, async (story, cuts) => {
        const store = await projectInto(new MemoryReadModelStore(), story.events, cuts);
        const live = store.dump();
        for (const projection of PROJECTIONS) await store.reset(checkpointName(projection), projection.collections);
        expect(store.dump()).toStrictEqual([]);
        await projectInto(store, story.events);
        expect(store.dump()).toStrictEqual(live);
      }),
      { numRuns: 50 },
    );
  });

  it('keep, after every event, the very state that the subscription itself replays to', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory, async (story) => {
        const everyEvent = story.events.map((_, i) => i);
        const store = await projectInto(new MemoryReadModelStore(), story.events, everyEvent);
        for (const id of ['sub-ws', 'sub-team']) {
          const stream = `subscription-${id}`;
          const live = story.state(stream, subscriptionDecider);
          const document = await subscriptions.get(store, id);
          expect(document?.state ?? { status: 'none' }).toStrictEqual(live);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('write each collection from one projection only', () => {
    const collections = PROJECTIONS.flatMap((projection) => projection.collections);
    expect(new Set(collections).size).toBe(collections.length);
    expect(new Set(PROJECTIONS.map(checkpointName)).size).toBe(PROJECTIONS.length);
  });

  it('write no collection that they do not name, so that a reset forgets everything', async () => {
    const named = new Set(PROJECTIONS.flatMap((projection) => projection.collections));
    await fc.assert(
      fc.asyncProperty(randomStory, async (story) => {
        const written = (await projected(story.events)).dump().map(({ collection }) => collection);
        expect(written.filter((collection) => !named.has(collection))).toStrictEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
