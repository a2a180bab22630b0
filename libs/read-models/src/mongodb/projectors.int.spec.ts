import fc from 'fast-check';
import type { RecordedEvent } from '#event-store';
import type { Mongo } from '#platform/mongodb';
import { describeOnMongo, describeOnStandIn, MongoPlace } from '#test/support/on-mongo/index';
import { checkpointName } from '../port/projection.js';
import { ProjectionRunner } from '../projector/projection-runner.js';
import { PROJECTIONS } from '../projector/projections.js';
import { projected } from '../testing/projected.js';
import { randomStory } from '../testing/random-story.js';
import { MongoReadModelStore } from './index.js';
import { type StoredDocument, toOperation } from './stored-document.js';
import { storedCollection } from './stored-names.js';

const [story] = fc
  .sample(randomStory, { numRuns: 40, seed: 7 })
  .sort((one, other) => other.events.length - one.events.length);
const events = story?.events ?? [];

const batches = (size: number): readonly (readonly RecordedEvent[])[] =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, n) => events.slice(n * size, (n + 1) * size));

/** All projections at once, each in batches of a size, as one process runs them. */
const project = async (mongo: Mongo, size: number): Promise<void> => {
  const store = new MongoReadModelStore(mongo);
  await Promise.all(
    PROJECTIONS.map(async (projection) => {
      const runner = new ProjectionRunner(projection, store);
      for (const batch of batches(size)) await runner.handle(batch);
    }),
  );
};

const byId = (one: { readonly _id: string }, other: { readonly _id: string }): number => (one._id < other._id ? -1 : 1);

/** What is kept on the server, to the byte. */
const kept = async (mongo: Mongo): Promise<ReadonlyMap<string, readonly StoredDocument[]>> => {
  const collections = PROJECTIONS.flatMap((projection) => projection.collections);
  const found = await Promise.all(
    collections.map((collection) =>
      mongo.database().collection<StoredDocument>(storedCollection(collection)).find().toArray(),
    ),
  );
  return new Map(collections.map((collection, n) => [collection, (found[n] ?? []).sort(byId)]));
};

/** What one projector makes of the events in memory, as it would be kept. */
const expected = async (): Promise<ReadonlyMap<string, readonly StoredDocument[]>> => {
  const documents = new Map<string, StoredDocument[]>(
    PROJECTIONS.flatMap((projection) => projection.collections).map((collection) => [collection, []]),
  );
  for (const write of (await projected(events)).dump()) {
    const operation = toOperation(write);
    if ('deleteOne' in operation) throw new Error('a document that is kept has not been deleted');
    documents.get(write.collection)!.push({ _id: write.id, ...operation.replaceOne.replacement });
  }
  return new Map([...documents].map(([collection, stored]) => [collection, stored.sort(byId)]));
};

const expectWhole = async (mongo: Mongo): Promise<void> => {
  const store = new MongoReadModelStore(mongo);
  const checkpoints = await Promise.all(PROJECTIONS.map((projection) => store.checkpoint(checkpointName(projection))));
  expect(new Set(checkpoints)).toEqual(new Set([events.at(-1)?.position]));
  expect(await kept(mongo)).toEqual(await expected());
};

describe('projectors on MongoDB', () => {
  describeOnMongo((url) => {
    let place: MongoPlace;
    beforeEach(() => {
      place = new MongoPlace(url());
    });
    afterEach(() => place.dispose());

    it('make the same documents when three run at once as one does', async () => {
      expect(events.length).toBeGreaterThan(30);
      await Promise.all([1, 3, 7].map(async (size) => project(await place.open(), size)));
      await expectWhole(await place.open());
    });
  });

  describeOnStandIn((standIn) => {
    let place: MongoPlace;
    beforeEach(() => {
      place = new MongoPlace(standIn().url);
    });
    afterEach(() => place.dispose());

    it('make the same documents while answers get lost and primaries step down', async () => {
      const clients = [await place.open(), await place.open()];
      for (let n = 0; n < 12; n += 1) {
        standIn().cutAfterCommit('commitTransaction');
        standIn().failNext('update', 112, ['TransientTransactionError']);
        if (n % 3 === 0) standIn().failNext('commitTransaction', 251, ['TransientTransactionError']);
        if (n % 4 === 0) standIn().stepDown();
      }
      await Promise.all(clients.map((mongo, n) => project(mongo, n + 2)));
      await expectWhole(await place.open());
    });
  });
});
