import 'reflect-metadata';
import { DueJobs, FollowedElsewhere, ReportedErrors, SharedClock, TimeTravel, workersElsewhere } from '#application';
import {
  addressOf,
  ConfigurationRefused,
  openPorts,
  prepareStore,
  refuseUnlessShared,
  shareClock,
  startedOn,
  type OpenOptions,
  type Running,
  type Settings,
  type SharedPorts,
} from '#composition';
import { checkpointName } from '#read-models/port';
import { PROJECTIONS } from '#read-models/projector';
import { createApi, type Api } from './create-api.js';
import { CheckpointBarrier, ProcessApiSettings } from './ports/index.js';

/** @returns the port. @throws ConfigurationRefused when it cannot be had. */
export const listenAsSet = async (api: Api, { port, host }: Settings): Promise<number> => {
  try {
    return await api.listen(port, host);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `HTTP cannot be served on ${host}:${port} (${reason}): set another port or host, or stop what has it`;
    throw new ConfigurationRefused([{ where: 'QUITTANCE_PORT', message }], { cause });
  }
};

/** The journeys of the test clock, on which workers and projectors of other processes come along. */
const timeTravelOf = (ports: SharedPorts): TimeTravel | null => {
  const { store, queue, readModels, checkpoints, dueIndex, testClock: clock } = ports;
  if (clock === null) return null;
  const projectors = PROJECTIONS.map(
    (projection) => new FollowedElsewhere(() => readModels.checkpoint(checkpointName(projection))),
  );
  const followers = [...workersElsewhere(checkpoints, queue), ...projectors];
  const shared = new SharedClock(store, clock);
  return new TimeTravel(store, queue, new DueJobs(dueIndex, queue, clock), { clock, shared, dueIndex, followers });
};

const startParts = async (settings: Settings, ports: SharedPorts): Promise<Running> => {
  const { logger, readModels, catchUp } = ports;
  await prepareStore(settings, ports, catchUp ?? undefined);
  const api = await createApi({
    ...ports,
    errors: new ReportedErrors((err) => {
      logger.error({ err }, 'Something in the background failed and is tried again');
    }),
    barrier: new CheckpointBarrier(readModels, PROJECTIONS),
    settings: new ProcessApiSettings(settings, ports.catalogFile),
    timeTravel: timeTravelOf(ports),
  });
  const port = await listenAsSet(api, settings);
  return { url: addressOf(settings.host, port), stop: () => api.stop().then(() => ports.close()) };
};

/**
 * The HTTP edge in a process of its own. Any number may run at once.
 * @throws ConfigurationRefused for settings and files that do not go with that; nothing runs then.
 */
export const startApi = async (settings: Settings, options: OpenOptions = {}): Promise<Running> => {
  refuseUnlessShared(settings);
  const ports = shareClock(await openPorts(settings, options));
  return startedOn(ports, () => startParts(settings, ports));
};
