import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import type { Checkpoints, EventStore } from '#event-store';
import { SqliteCheckpoints, SqliteEventStore } from '#event-store/embedded';
import type { Mailer, Outbox } from '#invoicing';
import { DiskOutbox } from '#invoicing/outbox';
import type { JobQueue } from '#jobs';
import { SqliteJobQueue } from '#jobs/embedded';
import type { PaymentGateway } from '#payments';
import { SandboxGateway } from '#payments/sandbox';
import { SystemClock, TestClock, type Clock, type Vault } from '#platform';
import { createLogger, type Logger } from '#platform/logging';
import { openDatabase, type Database } from '#platform/sqlite';
import { masterKeyFile, SqliteVault } from '#platform/vault';
import type { ReadModelStore } from '#read-models';
import { readFiles, type CatalogFile } from '../files/index.js';
import type { Settings } from '../settings/settings.js';
import { Closing } from './closing.js';
import { lockDataFolder } from './data-lock.js';
import { OperatorSettings } from './operator-settings.js';
import { embeddedReadModels } from './read-side.js';

/** Every port of a process with the adapter that the settings choose, open. */
export interface Ports {
  readonly store: EventStore;
  readonly checkpoints: Checkpoints;
  readonly readModels: ReadModelStore;
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

const LINK_SECRET_BYTES = 32;

/** Derived, so that the master key is the one secret of a data folder that has to be kept and copied. */
const linkSecretFrom = (masterKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, '', 'quittance link tokens', LINK_SECRET_BYTES));

const openQueue = (database: Database, logger: Logger): JobQueue =>
  new SqliteJobQueue(database, {
    onError: (job, err) => {
      if (job === null) return logger.error({ err }, 'The job queue could not reach its database and tries again');
      const { id: jobId, kind, attempt } = job;
      logger.warn({ jobId, kind, attempt, err }, 'A job failed; it is tried again or, after the last attempt, parked');
    },
  });

const openClock = ({ clock }: Settings): Pick<Ports, 'clock' | 'testClock'> => {
  if (clock === 'system') return { clock: new SystemClock(), testClock: null };
  const testClock = new TestClock(new Date().toISOString());
  return { clock: testClock, testClock };
};

const openEmbedded = (settings: Settings, closing: Closing, logger: Logger): Ports => {
  const { issuer, catalogFile } = readFiles(settings);
  const folder = settings.dataFolder;
  const lock = lockDataFolder(folder);
  closing.add(() => lock.release());
  const database = openDatabase(join(folder, 'quittance.db'));
  closing.add(() => database.close());
  // Read models, jobs and checkpoints are made again from the events of the same file: no fsync for each of them.
  const derived = openDatabase(database.path, { isDurable: false });
  closing.add(() => derived.close());
  const masterKey = masterKeyFile(join(folder, 'master.key'));
  const vault = new SqliteVault(database, masterKey);
  const store = new SqliteEventStore(database);
  closing.add(() => store.close());
  const readModels = embeddedReadModels(derived);
  closing.add(() => readModels.close());
  const mailer = new DiskOutbox(database);
  closing.add(() => mailer.close());
  const gateway = new SandboxGateway(database);
  closing.add(() => gateway.close());
  const queue = openQueue(derived, logger);
  closing.add(() => queue.close());
  return {
    ...{ store, readModels, mailer, gateway, queue, vault, logger },
    checkpoints: new SqliteCheckpoints(derived),
    // Both a mailer and an outbox, and a class has one parent.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- see above
    outbox: settings.signIn.kind === 'development' ? mailer : null,
    ...openClock(settings),
    billing: new OperatorSettings(settings, issuer, { linkSecret: linkSecretFrom(masterKey) }),
    catalogFile,
    close: () => closing.close(),
  };
};

/**
 * Opens every port. Nothing stays open when it fails.
 * @throws ConfigurationRefused with every problem of the catalog and the issuer file; DataFolderInUse when another
 * process has the data folder; Error when a file of it cannot be used.
 */
export const openPorts = async (settings: Settings, options: OpenOptions = {}): Promise<Ports> => {
  const closing = new Closing();
  try {
    return openEmbedded(settings, closing, options.logger ?? createLogger({ level: settings.logLevel }));
  } catch (error) {
    await closing.close();
    throw error;
  }
};
