import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '#platform/sqlite';
import { SqliteReadModelStore } from '../embedded/index.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { describeReadModelStoreContract, MemoryReadModelStore, SharedMemory } from '../testing/index.js';
import { GenerationalReadModelStore } from './index.js';

/** Of the names that the contract makes up: `invoices-7f…` belongs to the projection of the same end. */
const ownerOf = (collection: string): string => collection.replace(/^(invoices|spaces)-/, 'projection-');

/** Everything has been rebuilt three times. */
const inThirdGeneration = <S extends ReadModelStore>(store: S): S => {
  const get = store.get.bind(store);
  store.get = (async (collection: string, id: string): Promise<object | null> =>
    collection === 'generations' ? { live: 3, latest: 3, others: [] } : get<object>(collection, id)) as S['get'];
  return store;
};

describeReadModelStoreContract('GenerationalReadModelStore over memory', () => {
  const memory = new SharedMemory();
  return Promise.resolve({
    openStore: () => Promise.resolve(new GenerationalReadModelStore(new MemoryReadModelStore(memory), ownerOf)),
    dispose: () => Promise.resolve(),
  });
});

describeReadModelStoreContract('GenerationalReadModelStore over memory, in a later generation', () => {
  const memory = new SharedMemory();
  return Promise.resolve({
    openStore: () => {
      const inner = inThirdGeneration(new MemoryReadModelStore(memory));
      return Promise.resolve(new GenerationalReadModelStore(inner, ownerOf));
    },
    dispose: () => {
      const names = [...memory.stored.values()].map(({ collection }) => collection);
      const elsewhere = names.find((name) => !name.endsWith('~3'));
      if (elsewhere !== undefined) throw new Error(`${elsewhere} is of no third generation`);
      return Promise.resolve();
    },
  });
});

describeReadModelStoreContract('GenerationalReadModelStore over SQLite, in a later generation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-generations-'));
  const databases: Database[] = [];
  return Promise.resolve({
    openStore: () => {
      const database = openDatabase(join(folder, 'read-models.sqlite'));
      databases.push(database);
      const inner = inThirdGeneration(new SqliteReadModelStore(database));
      return Promise.resolve(new GenerationalReadModelStore(inner, ownerOf));
    },
    dispose: () => {
      for (const database of databases) database.close();
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});
