import { randomUUID } from 'node:crypto';
import { openMongo, type Mongo } from '#platform/mongodb';
import { MongoStandIn } from '../mongodb/index.js';
import { describeOnServer } from '../servers/index.js';

export * from './cutting-proxy.js';

const DATABASES = [undefined, 'vault', 'sandbox', 'mails'] as const;

/** A database of a test's own on a server that may be shared, with any number of clients as processes would have. */
export class MongoPlace {
  readonly database = `quittance_test_${randomUUID().slice(0, 8)}`;
  readonly #opened: Mongo[] = [];

  constructor(readonly url: string) {}

  async open(repeatForMs?: number): Promise<Mongo> {
    const options = repeatForMs === undefined ? {} : { repeatForMs };
    const mongo = await openMongo(this.url, { database: this.database, ...options });
    this.#opened.push(mongo);
    return mongo;
  }

  /** Closes every client and leaves nothing behind. */
  async dispose(): Promise<void> {
    const last = await this.open();
    for (const suffix of DATABASES) await last.database(suffix).dropDatabase();
    await Promise.all(this.#opened.splice(0).map((mongo) => mongo.close()));
  }
}

/** The specs of an adapter on the stand-in, which can be told to fail. */
export const describeOnStandIn = (specs: (standIn: () => MongoStandIn) => void): void => {
  describe('on a stand-in for MongoDB', () => {
    let standIn: MongoStandIn;
    beforeAll(async () => {
      standIn = await MongoStandIn.start();
    });
    afterEach(() => standIn.clearFaults());
    afterAll(() => standIn.stop());

    specs(() => standIn);
  });
};

/** The specs of an adapter on the stand-in, and on a real server where there is one. */
export const describeOnMongo = (specs: (url: () => string) => void): void => {
  describeOnStandIn((standIn) => {
    specs(() => standIn().url);
  });
  describeOnServer('mongodb', (url) => {
    specs(() => url);
  });
};
