import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Position } from '#event-store';
import type { DocumentQuery, DocumentWrite, ReadModelStore } from '../index.js';
import { ReadModelStoreModel } from './read-model-store.model.js';
import { type ReadModelsFixture } from './read-models.fixture.js';

const COLLECTIONS = ['invoices', 'spaces'];
const KEYS = ['date', 'owner'];
const RUNS = 60;

/** Few enough characters that keys share prefixes, with those that a pattern, a collation or UTF-16 treats specially. */
const key = fc.string({
  unit: fc.constantFrom('a', 'b', 'B', '%', '_', '\\', 'ä', '\uffff', '😀', '\u{10ffff}'),
  maxLength: 3,
});
const id = fc.constantFrom('1', '2', '10', 'ä', '\uffff', '😀');

const content = fc.record({ amount: fc.integer(), text: fc.string({ unit: 'binary' }) }, { noNullPrototype: true });

const write: fc.Arbitrary<DocumentWrite> = fc.record({
  collection: fc.constantFrom(...COLLECTIONS),
  id,
  document: fc.option(content, { freq: 4 }),
  keys: fc.dictionary(fc.constantFrom(...KEYS), key, { noNullPrototype: true }),
});

const query: fc.Arbitrary<DocumentQuery> = fc.record(
  {
    collection: fc.constantFrom(...COLLECTIONS),
    key: fc.constantFrom(...KEYS),
    prefix: key,
    upTo: key,
    after: key,
    limit: fc.integer({ min: 1, max: 12 }),
    descending: fc.boolean(),
  },
  { requiredKeys: ['collection', 'key', 'limit'], noNullPrototype: true },
);

const step = fc.record({ writes: fc.array(write, { maxLength: 8 }), queries: fc.array(query, { maxLength: 5 }) });

/** The store and a plain Map are given the same commits and asked the same questions. */
export function describeReadModelStoreModel(fixture: ReadModelsFixture): void {
  it('answers as a plain map does, whatever is written and asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await expectSameAnswers(fixture.store, steps);
      }),
      { numRuns: RUNS },
    );
  });
}

interface Step {
  readonly writes: readonly DocumentWrite[];
  readonly queries: readonly DocumentQuery[];
}

async function expectSameAnswers(store: ReadModelStore, steps: readonly Step[]): Promise<void> {
  const unique = randomUUID();
  const own = <T extends { readonly collection: string }>(item: T): T => ({
    ...item,
    collection: `${item.collection}-${unique}`,
  });
  const model = new ReadModelStoreModel();
  for (const [index, { writes, queries }] of steps.entries()) {
    const position = String(index).padStart(20, '0') as Position;
    const commit = { projection: unique, after: model.position, position, writes: writes.map(own) };
    await store.commit(commit);
    model.commit(commit);
    expect(await store.checkpoint(unique)).toBe(model.position);
    for (const { collection, id } of commit.writes) {
      expect(await store.get(collection, id)).toStrictEqual(model.get(collection, id));
    }
    for (const collection of new Set(commit.writes.map((written) => written.collection))) {
      expect(await store.scan({ collection, limit: 100 })).toStrictEqual(model.scan({ collection, limit: 100 }));
    }
    for (const asked of queries.map(own)) expect(await store.list(asked)).toStrictEqual(model.list(asked));
  }
}
