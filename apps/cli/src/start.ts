import 'reflect-metadata';
import { createApi, ProjectorBarrier, type Api } from '#apps/api';
import { Projector, PROJECTIONS } from '#apps/projector';
import { Worker } from '#apps/worker';
import { Catalogs, CLOCK_STREAM, Decisions, SharedClock, TimeTravel, ErrorReporter } from '#application';
import { Refusal } from '#domain';
import { addressOf, ConfigurationRefused, openPorts, type OpenOptions, type Ports, type Settings } from '#composition';
import { ProcessApiSettings } from './api-settings.js';

export interface Running {
  /** Where it listens, without a slash at the end. Mails name the public URL, which may be another. */
  readonly url: string;
  /** Lets what is under way end, then closes everything. */
  stop(): Promise<void>;
}

class LoggedErrors extends ErrorReporter {
  constructor(override readonly report: (error: unknown) => void) {
    super();
  }
}

/** Starts the api, the projector and the worker in this process, on the embedded adapters. */
export const startQuittance = async (settings: Settings, options: OpenOptions = {}): Promise<Running> => {
  const ports = await openPorts(settings, options);
  try {
    return await startParts(settings, ports);
  } catch (error) {
    await ports.close();
    throw error;
  }
};

/** Sets the test clock where the events left it, and gives it its journeys; null with the system's clock. */
const timeTravelOf = async (ports: Ports, worker: Worker, projector: Projector): Promise<TimeTravel | null> => {
  const { store, queue, testClock } = ports;
  if (testClock === null) return null;
  const shared = new SharedClock(store, testClock);
  await shared.restore();
  const followers = [...worker.followers, projector];
  return new TimeTravel(store, queue, worker.dueJobs, {
    clock: testClock,
    shared,
    dueIndex: ports.dueIndex,
    followers,
  });
};

/**
 * What the test clock made lies in its own time: on the system's clock its renewals would wait for years, or all be
 * due at once, and invoices would be dated before those that were issued.
 * @throws ConfigurationRefused for a data folder of the test clock.
 */
const refuseOthersTime = async ({ store, testClock }: Ports): Promise<void> => {
  if (testClock !== null || (await store.readLast(CLOCK_STREAM)) === null) return;
  const message =
    'the data folder was made with the test clock: set QUITTANCE_CLOCK=test, or QUITTANCE_DATA to another folder';
  throw new ConfigurationRefused([{ where: 'QUITTANCE_CLOCK', message }]);
};

/** @throws ConfigurationRefused when the file edits a version that was published before (D4). */
const publishCatalog = async ({ catalogFile: where }: Settings, ports: Ports): Promise<void> => {
  const { store, clock, catalogFile } = ports;
  try {
    await new Catalogs(new Decisions(store, clock)).publish(catalogFile.versions);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'catalog.version_changed')) throw error;
    const { version } = error.details;
    const message = `version "${String(version)}" was published before and never changes: put it back as it was, and give what is new a version of its own`;
    throw new ConfigurationRefused([{ where, message }]);
  }
};

/** @throws ConfigurationRefused when the port cannot be had. */
const listen = async (api: Api, { port, host }: Settings): Promise<number> => {
  try {
    return await api.listen(port, host);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `HTTP cannot be served on ${host}:${port} (${reason}): set another port or host, or stop what has it`;
    throw new ConfigurationRefused([{ where: 'QUITTANCE_PORT', message }], { cause });
  }
};

const startParts = async (settings: Settings, ports: Ports): Promise<Running> => {
  const { store, readModels, logger, billing } = ports;
  for (const name of settings.unknownNames) logger.warn(`${name} is no setting and does nothing: see --help`);
  const onError = (err: unknown): void => {
    logger.error({ err }, 'Something in the background failed and is tried again');
  };
  await refuseOthersTime(ports);
  const projector = new Projector();
  const worker = new Worker(ports, { onError });
  const timeTravel = await timeTravelOf(ports, worker, projector);
  await publishCatalog(settings, ports);
  const api = await createApi({
    ...ports,
    errors: new LoggedErrors(onError),
    barrier: new ProjectorBarrier(projector),
    settings: new ProcessApiSettings(settings, ports.catalogFile),
    timeTravel,
  });
  const stopParts = async (): Promise<void> => {
    await api.stop();
    await worker.stop();
    await projector.stop();
  };
  try {
    await projector.start(store, readModels, PROJECTIONS, onError);
    // After a crash, or with a new version of a read model, there is something to catch up with: nobody reads half of it.
    await projector.reached(await store.head());
    const port = await listen(api, settings);
    billing.listeningOn(port);
    // Mails name the address, so the worker begins when it is known.
    await worker.start();
    return { url: addressOf(settings.host, port), stop: () => stopParts().then(() => ports.close()) };
  } catch (error) {
    // What has begun to follow the events must not find them closed.
    await stopParts();
    throw error;
  }
};
