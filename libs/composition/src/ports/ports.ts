import { hkdfSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DueIndex } from '#application';
import type { Checkpoints, EventStore } from '#event-store';
import type { Mailer, Outbox } from '#invoicing';
import type { JobQueue } from '#jobs';
import type { PaymentGateway } from '#payments';
import { SystemClock, TestClock, type Clock, type Vault } from '#platform';
import { createLogger, type Logger } from '#platform/logging';
import { masterKeyFile } from '#platform/vault';
import type { GenerationalReadModelStore } from '#read-models/generations';
import { ConfigurationRefused } from '../configuration-refused.js';
import { readFiles, type CatalogFile } from '../files/index.js';
import type { Settings } from '../settings/settings.js';
import { openEventStore, openGateway, openMailer, openQueue, openReadModels, openVault } from './adapters.js';
import { Closing } from './closing.js';
import { OperatorSettings } from './operator-settings.js';
import { Places } from './places.js';
import { ReadModelDueIndex } from './read-model-due-index.js';

/** Every port of a process with the adapter that the settings choose, open. */
export interface Ports {
  readonly store: EventStore;
  readonly checkpoints: Checkpoints;
  readonly readModels: GenerationalReadModelStore;
  readonly dueIndex: DueIndex;
  readonly queue: JobQueue;
  readonly mailer: Mailer;
  /** What the mailer keeps; null unless sign-in is for development (`GET /v1/mail` does not exist then). */
  readonly outbox: Outbox | null;
  readonly gateway: PaymentGateway;
  readonly vault: Vault;
  readonly clock: Clock;
  /** The same clock when it is the test clock, else null. It shows the machine's time until `SharedClock` restores it. */
  readonly testClock: TestClock | null;
  /** Call `billing.listeningOn(port)` as soon as HTTP is served. */
  readonly billing: OperatorSettings;
  readonly catalogFile: CatalogFile;
  readonly logger: Logger;
  /**
   * Ends the jobs that run, then closes everything and lets another process in. Stop what uses the ports first.
   * Closing twice is the same as once.
   * @throws AggregateError with what could not be closed; everything else is closed.
   */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** On standard error at the level of the settings unless told. */
  readonly logger?: Logger;
}

type Opening<T> = (settings: Settings, closing: Closing, logger: Logger) => Promise<T>;

const LINK_SECRET_BYTES = 32;

/** Derived, so that the master key is the one secret of a data folder that has to be kept and copied. */
const linkSecretFrom = (masterKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, '', 'quittance link tokens', LINK_SECRET_BYTES));

const openClock = ({ clock }: Settings): Pick<Ports, 'clock' | 'testClock'> => {
  if (clock === 'system') return { clock: new SystemClock(), testClock: null };
  const testClock = new TestClock(new Date().toISOString());
  return { clock: testClock, testClock };
};

const open = async (settings: Settings, closing: Closing, logger: Logger): Promise<Ports> => {
  const { issuer, catalogFile } = readFiles(settings);
  const places = new Places(settings, closing);
  const adapters = { settings, places, closing, logger };
  const store = await openEventStore(adapters);
  const masterKey = masterKeyFile(settings.masterKeyFile);
  const readSide = await openReadModels(adapters);
  const { mailer, outbox } = await openMailer(adapters, issuer);
  return {
    ...{ store, ...readSide, mailer, outbox, catalogFile, logger },
    vault: await openVault(adapters, { store, masterKey }),
    gateway: await openGateway(adapters),
    queue: await openQueue(adapters),
    dueIndex: new ReadModelDueIndex(readSide.readModels),
    ...openClock(settings),
    billing: new OperatorSettings(settings, issuer, { linkSecret: linkSecretFrom(masterKey) }),
    close: () => closing.close(),
  };
};

const opening = async <T>(settings: Settings, { logger }: OpenOptions, work: Opening<T>): Promise<T> => {
  const closing = new Closing();
  const log = logger ?? createLogger({ level: settings.logLevel });
  for (const name of settings.unknownNames) log.warn(`${name} is no setting and does nothing: see --help`);
  if (settings.isProduction) log.warn('Payments go to the sandbox, which moves no money: this is no production yet');
  try {
    return await work(settings, closing, log);
  } catch (error) {
    await closing.close();
    throw error;
  }
};

/**
 * Opens every port. Nothing stays open when it fails.
 * @throws ConfigurationRefused with every problem of the catalog and the issuer file; DataFolderInUse when another
 * process has the data folder; Error when a file of it or a server cannot be used.
 */
export const openPorts = (settings: Settings, options: OpenOptions = {}): Promise<Ports> =>
  opening(settings, options, open);

/** What a projector or a rebuild works with: neither can send or bill anything. */
export interface ReadSide extends Pick<Ports, 'store' | 'readModels' | 'logger' | 'close'> {
  /** Whether no other process can read the read models while this one has them. */
  readonly isExclusive: boolean;
}

/** A folder with nothing in it is a mistake in the setting, and a rebuild in it would be good news about nothing. */
const expectData = ({ eventStore, dataFolder }: Settings): void => {
  if (eventStore !== 'embedded' || existsSync(join(dataFolder, 'quittance.db'))) return;
  const message = `${dataFolder} holds no data of Quittance: set the folder that it runs on`;
  throw new ConfigurationRefused([{ where: 'QUITTANCE_DATA', message }]);
};

/**
 * Opens the event store and the read models only. Nothing stays open when it fails.
 * @throws ConfigurationRefused when the data folder holds no data; DataFolderInUse when another process has it.
 */
export const openReadSide = (settings: Settings, options: OpenOptions = {}): Promise<ReadSide> =>
  opening(settings, options, async (_, closing, logger) => {
    expectData(settings);
    const adapters = { settings, places: new Places(settings, closing), closing, logger };
    const store = await openEventStore(adapters);
    const { readModels } = await openReadModels(adapters);
    const isExclusive = settings.readModels === 'embedded';
    return { store, readModels, logger, isExclusive, close: () => closing.close() };
  });
