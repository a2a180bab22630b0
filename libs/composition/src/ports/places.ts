import { openMongo, type Mongo } from '#platform/mongodb';
import type { Settings } from '../settings/settings.js';
import type { Closing } from './closing.js';
import { DataFolder } from './data-folder.js';

/** A server whose URL is checked to be there when its adapter is chosen (`combinations.ts`). */
export const urlOf = (settings: Settings, server: keyof Settings['servers']): string => {
  const url = settings.servers[server];
  if (url === null) throw new Error(`${server} is used without a URL: check the combinations of settings first`);
  return url;
};

/** Where adapters keep what they keep: each place is opened by the first that needs it, and shared by the others. */
export class Places {
  readonly folder: DataFolder;
  #mongo: Promise<Mongo> | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly closing: Closing,
  ) {
    this.folder = new DataFolder(settings.dataFolder, closing);
  }

  /** @throws Error when the server cannot be used. */
  mongo(): Promise<Mongo> {
    this.#mongo ??= this.#openMongo();
    return this.#mongo;
  }

  async #openMongo(): Promise<Mongo> {
    const { namespace } = this.settings;
    const mongo = await openMongo(urlOf(this.settings, 'mongodb'), namespace === null ? {} : { namespace });
    this.closing.add(() => mongo.close());
    return mongo;
  }
}
