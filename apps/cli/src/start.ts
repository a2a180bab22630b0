import 'reflect-metadata';
import { createApi, listenAsSet, ProcessApiSettings, ProjectorBarrier } from '#apps/api';
import { Projector, PROJECTIONS } from '#apps/projector';
import { Worker } from '#apps/worker';
import { ReportedErrors, SharedClock, TimeTravel } from '#application';
import {
  addressOf,
  openPorts,
  prepareStore,
  startedOn,
  type OpenOptions,
  type Ports,
  type Running,
  type Settings,
} from '#composition';

export type { Running } from '#composition';

/** Starts the api, the projector and the worker in this process, on whatever adapters are set. */
export const startQuittance = async (settings: Settings, options: OpenOptions = {}): Promise<Running> => {
  const ports = await openPorts(settings, options);
  return startedOn(ports, () => startParts(settings, ports));
};

/** The test clock, where the events left it, with its journeys; null with the system's clock. */
const timeTravelOf = (ports: Ports, worker: Worker, projector: Projector): TimeTravel | null => {
  const { store, queue, testClock, dueIndex } = ports;
  if (testClock === null) return null;
  const followers = [...worker.followers, projector];
  const shared = new SharedClock(store, testClock);
  return new TimeTravel(store, queue, worker.dueJobs, { clock: testClock, shared, dueIndex, followers });
};

/** Where the events left it. */
const restoreClock = async ({ store, testClock }: Ports): Promise<void> => {
  if (testClock !== null) await new SharedClock(store, testClock).restore();
};

const startParts = async (settings: Settings, ports: Ports): Promise<Running> => {
  const { store, readModels, logger, billing } = ports;
  const onError = (err: unknown): void => {
    logger.error({ err }, 'Something in the background failed and is tried again');
  };
  const projector = new Projector();
  const worker = new Worker(ports, { onError });
  await prepareStore(settings, ports, () => restoreClock(ports));
  const timeTravel = timeTravelOf(ports, worker, projector);
  const api = await createApi({
    ...ports,
    errors: new ReportedErrors(onError),
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
    const port = await listenAsSet(api, settings);
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
