import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#event-store';
import { SqliteEventStore } from '#event-store/embedded';
import { openDatabase, type Database } from '#platform/sqlite';
import { SqliteReadModelStore } from '#read-models/embedded';
import { GenerationalReadModelStore, ownersIn } from '#read-models/generations';
import { PROJECTIONS } from '#read-models/projector';
import { ConfigurationRefused } from '../configuration-refused.js';
import type { Settings } from '../settings/settings.js';
import { Closing } from './closing.js';
import { lockDataFolder } from './data-lock.js';

/** What a rebuild of read models needs, and nothing that could send or bill anything. */
export interface ReadSide {
  readonly store: EventStore;
  readonly readModels: GenerationalReadModelStore;
  /** Whether no other process can read the read models while this one has them. */
  readonly isExclusive: boolean;
  /** Closes everything and lets another process in. Closing twice is the same as once. */
  close(): Promise<void>;
}

/** The read models in the file of the embedded mode, which can be rebuilt beside those that are read. */
export const embeddedReadModels = (derived: Database): GenerationalReadModelStore =>
  new GenerationalReadModelStore(new SqliteReadModelStore(derived), ownersIn(PROJECTIONS));

/** A folder with nothing in it is a mistake in the setting, and a rebuild in it would be good news about nothing. */
const expectData = (folder: string): void => {
  if (existsSync(join(folder, 'quittance.db'))) return;
  const message = `${folder} holds no data of Quittance: set the folder that it runs on`;
  throw new ConfigurationRefused([{ where: 'QUITTANCE_DATA', message }]);
};

const openEmbedded = ({ dataFolder }: Settings, closing: Closing): ReadSide => {
  expectData(dataFolder);
  const lock = lockDataFolder(dataFolder);
  closing.add(() => lock.release());
  const database = openDatabase(join(dataFolder, 'quittance.db'));
  closing.add(() => database.close());
  const derived = openDatabase(database.path, { isDurable: false });
  closing.add(() => derived.close());
  const store = new SqliteEventStore(database);
  closing.add(() => store.close());
  return { store, readModels: embeddedReadModels(derived), isExclusive: true, close: () => closing.close() };
};

/**
 * Opens the event store and the read models, alone. Nothing stays open when it fails.
 * @throws ConfigurationRefused when the data folder holds no data; DataFolderInUse when another process has it.
 */
export const openReadSide = async (settings: Settings): Promise<ReadSide> => {
  const closing = new Closing();
  try {
    return openEmbedded(settings, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
};
