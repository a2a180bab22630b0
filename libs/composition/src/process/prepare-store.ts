import { Catalogs, CLOCK_STREAM, Decisions } from '#application';
import { Refusal } from '#domain';
import { ConfigurationRefused } from '../configuration-refused.js';
import type { Ports } from '../ports/ports.js';
import type { Settings } from '../settings/settings.js';

/**
 * What the test clock made lies in its own time: on the system's clock its renewals would wait for years, or all be
 * due at once, and invoices would be dated before those that were issued.
 * @throws ConfigurationRefused for events of the test clock.
 */
const refuseOthersTime = async ({ store, testClock }: Ports): Promise<void> => {
  if (testClock !== null || (await store.readLast(CLOCK_STREAM)) === null) return;
  const message =
    'the events were made with the test clock: set QUITTANCE_CLOCK=test, or QUITTANCE_DATA to another folder, or ' +
    'QUITTANCE_EVENTSTOREDB to another server';
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

/**
 * What a process that decides or works does before anything else, however many do it at once.
 * @param beforePublishing sets the test clock where the events left it.
 * @throws ConfigurationRefused when the events do not go with the settings and files of this process.
 */
export const prepareStore = async (
  settings: Settings,
  ports: Ports,
  beforePublishing: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  await refuseOthersTime(ports);
  await beforePublishing();
  await publishCatalog(settings, ports);
};
