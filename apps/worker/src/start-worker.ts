import {
  openPorts,
  prepareStore,
  refuseUnlessShared,
  serveHealth,
  shareClock,
  startedOn,
  type OpenOptions,
  type Running,
  type Settings,
  type SharedPorts,
} from '#composition';
import { Worker } from './worker.js';

/** Whether the servers answer that the worker cannot do without. */
const isReady = async ({ store, queue }: SharedPorts): Promise<boolean> => {
  await Promise.all([store.head(), queue.counts()]);
  return true;
};

const startParts = async (settings: Settings, ports: SharedPorts): Promise<Running> => {
  const { logger, testClock, catchUp } = ports;
  const onError = (err: unknown): void => {
    logger.error({ err }, 'Something in the background failed and is tried again');
  };
  await prepareStore(settings, ports, catchUp ?? undefined);
  const worker = new Worker(ports, { onError, tellsProgress: testClock !== null });
  const health = await serveHealth(settings, () => isReady(ports));
  const stopParts = async (): Promise<void> => {
    await health.close();
    await worker.stop();
  };
  try {
    await worker.start();
  } catch (error) {
    // What has begun to follow the events must not find them closed.
    await stopParts();
    throw error;
  }
  return { url: health.url, stop: () => stopParts().then(() => ports.close()) };
};

/**
 * A worker in a process of its own: renewals, invoices, payments, mails. Any number may run at once.
 * @throws ConfigurationRefused for settings and files that do not go with that; nothing runs then.
 */
export const startWorker = async (settings: Settings, options: OpenOptions = {}): Promise<Running> => {
  refuseUnlessShared(settings);
  const ports = shareClock(await openPorts(settings, options));
  return startedOn(ports, () => startParts(settings, ports));
};
