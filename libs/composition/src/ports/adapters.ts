import type { Issuer } from '#application';
import { BEGINNING, type Checkpoints, type EventStore } from '#event-store';
import { SqliteCheckpoints, SqliteEventStore } from '#event-store/embedded';
import { MongoCheckpoints } from '#event-store/mongodb';
import type { Mailer, Outbox } from '#invoicing';
import type { SentMails } from '#invoicing/smtp';
import { DiskOutbox } from '#invoicing/outbox';
import type { AttemptedJob, JobQueue } from '#jobs';
import { SqliteJobQueue } from '#jobs/embedded';
import type { PaymentGateway } from '#payments';
import { MongoSandboxBooks, SandboxGateway, SqliteSandboxBooks } from '#payments/sandbox';
import type { Vault } from '#platform';
import type { Logger } from '#platform/logging';
import type { Mongo } from '#platform/mongodb';
import { MongoVault, SqliteVault } from '#platform/vault';
import { SqliteReadModelStore } from '#read-models/embedded';
import { GenerationalReadModelStore, ownersIn } from '#read-models/generations';
import { MongoReadModelStore } from '#read-models/mongodb';
import type { ReadModelStore } from '#read-models/port';
import { PROJECTIONS } from '#read-models/projector';
import { ConfigurationRefused } from '../configuration-refused.js';
import type { Settings } from '../settings/settings.js';
import type { Closing } from './closing.js';
import { urlOf, type Places } from './places.js';

const IDLE_POLL_MS = 10;

/** What is needed to open the adapter of a port. */
export interface Opening {
  readonly settings: Settings;
  readonly places: Places;
  readonly closing: Closing;
  readonly logger: Logger;
}

/** It is closed when everything is, and before what it stands on. */
const closedLater = <T extends { close(): Promise<void> }>(port: T, closing: Closing): T => {
  closing.add(() => port.close());
  return port;
};

/** The clients of servers are loaded where they are used: together they are bigger than all of the embedded mode. */
export const openEventStore = async ({ settings, places, closing, logger }: Opening): Promise<EventStore> => {
  if (settings.eventStore === 'embedded') return closedLater(new SqliteEventStore(places.folder.durable), closing);
  const onError = (err: unknown): void => {
    logger.warn({ err }, 'The event store did not answer and is asked again');
  };
  const options = { onError, ...(settings.namespace !== null && { namespace: settings.namespace }) };
  const { EventStoreDbStore } = await import('#event-store/eventstoredb');
  return closedLater(new EventStoreDbStore(urlOf(settings, 'eventstoredb'), options), closing);
};

interface OpenedReadModels {
  readonly readModels: GenerationalReadModelStore;
  readonly checkpoints: Checkpoints;
}

/** They can be rebuilt beside those that are read. */
const inGenerations = (stored: ReadModelStore): GenerationalReadModelStore =>
  new GenerationalReadModelStore(stored, ownersIn(PROJECTIONS));

export const openReadModels = async ({ settings, places, closing }: Opening): Promise<OpenedReadModels> => {
  if (settings.readModels === 'embedded') {
    const { derived } = places.folder;
    const stored = closedLater(new SqliteReadModelStore(derived), closing);
    return { readModels: inGenerations(stored), checkpoints: new SqliteCheckpoints(derived) };
  }
  const mongo = await places.mongo();
  const stored = closedLater(new MongoReadModelStore(mongo), closing);
  return { readModels: inGenerations(stored), checkpoints: new MongoCheckpoints(mongo) };
};

/** An empty vault beside events is the wrong database, or one that was not restored: what it sealed could not be kept. */
const expectKeys = async (mongo: Mongo, store: EventStore): Promise<void> => {
  if ((await MongoVault.exists(mongo)) || (await store.head()) === BEGINNING) return;
  const message =
    `there are events, and ${mongo.name}_vault holds none of the keys of the personal data in them: set the database ` +
    'that they are beside, or restore the backup of that database';
  throw new ConfigurationRefused([{ where: 'QUITTANCE_MONGODB', message }]);
};

/** @throws ConfigurationRefused when the vault cannot be that of the events. */
export const openVault = async (
  { settings, places }: Opening,
  { store, masterKey }: { readonly store: EventStore; readonly masterKey: Uint8Array },
): Promise<Vault> => {
  if (settings.readModels === 'embedded') return new SqliteVault(places.folder.durable, masterKey);
  const mongo = await places.mongo();
  await expectKeys(mongo, store);
  return MongoVault.open(mongo, masterKey);
};

export const openGateway = async ({ settings, places, closing }: Opening): Promise<PaymentGateway> => {
  const books =
    settings.readModels === 'embedded'
      ? new SqliteSandboxBooks(places.folder.durable)
      : new MongoSandboxBooks(await places.mongo());
  return closedLater(new SandboxGateway(books), closing);
};

export const openQueue = async ({ settings, places, closing, logger }: Opening): Promise<JobQueue> => {
  const onError = (job: AttemptedJob | null, err: unknown): void => {
    if (job === null) return logger.error({ err }, 'The job queue could not reach its server or file and tries again');
    const { id: jobId, kind, attempt } = job;
    logger.warn({ jobId, kind, attempt, err }, 'A job failed; it is tried again or, after the last attempt, parked');
  };
  if (settings.jobs === 'embedded') {
    // The checkpoints of those who enqueue stand with the read models. On a server they survive what the file loses.
    const { derived, durable } = places.folder;
    const database = settings.readModels === 'embedded' ? derived : durable;
    return closedLater(new SqliteJobQueue(database, { onError }), closing);
  }
  const { namespace, clock } = settings;
  const options = {
    onError,
    ...(namespace !== null && { prefix: `quittance-${namespace}` }),
    // A journey of the test clock waits for the queue at every stop.
    ...(clock === 'test' && { pollMs: IDLE_POLL_MS }),
  };
  const { BullMqJobQueue } = await import('#jobs/bullmq');
  return closedLater(new BullMqJobQueue(urlOf(settings, 'redis'), options), closing);
};

interface OpenedMailer {
  readonly mailer: Mailer;
  /** Null unless sign-in is for development. */
  readonly outbox: Outbox | null;
}

/** Who mails come from. @throws ConfigurationRefused when the file of the seller has no address. */
const senderOf = ({ issuerFile }: Settings, { seller }: Issuer): string => {
  if (seller.email !== null) return `"${seller.name.replaceAll('"', "'")}" <${seller.email}>`;
  const message =
    'mails that are sent by QUITTANCE_MAILER=smtp come from the seller, who has no address: add its email';
  throw new ConfigurationRefused([{ where: issuerFile, message }]);
};

const openSentMails = async ({ settings, places }: Opening): Promise<SentMails> => {
  const { MongoSentMails, SqliteSentMails } = await import('#invoicing/smtp');
  return settings.readModels === 'embedded'
    ? new SqliteSentMails(places.folder.durable)
    : new MongoSentMails(await places.mongo());
};

export const openMailer = async (opening: Opening, issuer: Issuer): Promise<OpenedMailer> => {
  const { settings, places, closing } = opening;
  if (settings.mailer === 'outbox') {
    const outbox = closedLater(new DiskOutbox(places.folder.durable), closing);
    // Both a mailer and an outbox, and a class has one parent.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- see above
    return { mailer: outbox, outbox: settings.signIn.kind === 'development' ? outbox : null };
  }
  const from = senderOf(settings, issuer);
  const { SmtpMailer } = await import('#invoicing/smtp');
  const sent = await openSentMails(opening);
  return { mailer: closedLater(new SmtpMailer(urlOf(settings, 'smtp'), { from, sent }), closing), outbox: null };
};
