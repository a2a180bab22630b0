import {
  openReadSide,
  refuseUnlessShared,
  serveHealth,
  startedOn,
  type OpenOptions,
  type ReadSide,
  type Running,
  type Settings,
} from '#composition';
import { Projector, PROJECTIONS } from '#read-models/projector';

const ANY_CHECKPOINT = 'health';

/** Whether the servers answer that the projector cannot do without. */
const isReady = async ({ store, readModels }: ReadSide): Promise<boolean> => {
  await Promise.all([store.head(), readModels.checkpoint(ANY_CHECKPOINT)]);
  return true;
};

const startParts = async (settings: Settings, readSide: ReadSide): Promise<Running> => {
  const { store, readModels, logger } = readSide;
  const projector = new Projector();
  await projector.start(store, readModels, PROJECTIONS, (err) => {
    logger.error({ err }, 'A projection failed and tries the same events again');
  });
  const health = await serveHealth(settings, () => isReady(readSide));
  const stop = async (): Promise<void> => {
    await health.close();
    await projector.stop();
    await readSide.close();
  };
  return { url: health.url, stop };
};

/**
 * A projector in a process of its own. Any number may run at once.
 * @throws ConfigurationRefused for settings that do not go with that; nothing runs then.
 */
export const startProjector = async (settings: Settings, options: OpenOptions = {}): Promise<Running> => {
  refuseUnlessShared(settings);
  const readSide = await openReadSide(settings, options);
  return startedOn(readSide, () => startParts(settings, readSide));
};
