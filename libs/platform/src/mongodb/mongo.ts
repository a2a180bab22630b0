import type { ClientSession, Db, MongoClient, MongoClientOptions, TransactionOptions } from 'mongodb';
import { isCollectionThere, isCommitUnknown, isWithoutTransactions } from './error-codes.js';
import { REPEAT_FOR_MS, repeating } from './repeating.js';

const CONNECT_TIMEOUT_MS = 5_000;
const SOCKET_TIMEOUT_MS = 30_000;
const POOL_SIZE_MAX = 50;
const DEFAULT_DATABASE = 'quittance';

/** What the URL says wins over these. */
const LIMITS: MongoClientOptions = {
  appName: 'quittance',
  connectTimeoutMS: CONNECT_TIMEOUT_MS,
  serverSelectionTimeoutMS: CONNECT_TIMEOUT_MS,
  socketTimeoutMS: SOCKET_TIMEOUT_MS,
  waitQueueTimeoutMS: SOCKET_TIMEOUT_MS,
  maxPoolSize: POOL_SIZE_MAX,
};

/** These win over what the URL says: less would lose what was said to be kept. */
const GUARANTEES: MongoClientOptions = {
  readPreference: 'primary',
  // Flat, as a URL has them: the driver lets a URL win over `readConcern: { level }` and `writeConcern: { … }`.
  readConcernLevel: 'majority',
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  w: 'majority',
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  journal: true,
  // A compatible server may do a retried write twice: writes are safe to repeat, and repeated here.
  retryWrites: false,
  retryReads: true,
};

/** Its write concern is that of the client. */
const TRANSACTION: TransactionOptions = { readPreference: 'primary', readConcern: { level: 'snapshot' } };

export interface MongoOptions {
  /** The name of the database; that in the URL unless told, else `quittance`. */
  readonly database?: string;
  /** Is part of the name of every database, so that several installations share a server. */
  readonly namespace?: string;
  /** How long a failure that may pass by itself is answered by another attempt; `REPEAT_FOR_MS` unless told. */
  readonly repeatForMs?: number;
}

/** What a transaction relied on is no longer so; it is done again from the start. */
export class ChangedMeanwhile extends Error {
  /** As the server's own conflicts have it. */
  readonly errorLabels = ['TransientTransactionError'];
  constructor(what: string) {
    super(`${what} was changed by another process again and again: try it again`);
    this.name = new.target.name;
  }
}

/**
 * One pool of connections to MongoDB, or to a server that speaks like it, shared by all its adapters in a process.
 * Whatever resolves is on the disks of a majority, and whatever is read was.
 */
export class Mongo {
  readonly #client: MongoClient;
  readonly #repeatForMs: number;

  /** Use `openMongo`. */
  constructor(
    client: MongoClient,
    readonly name: string,
    repeatForMs: number,
  ) {
    this.#client = client;
    this.#repeatForMs = repeatForMs;
  }

  /** The hosts, without user and password. */
  get hosts(): string {
    return this.#client.options.hosts.map((host) => host.toString()).join(', ');
  }

  /** `quittance`, or beside it `quittance_vault`. */
  database(suffix?: string): Db {
    return this.#client.db(suffix === undefined ? this.name : `${this.name}_${suffix}`);
  }

  /**
   * All that `work` writes or, when it throws, nothing. Every call in it is given the session, one after another.
   * It is done again after a conflict or a failure of the server, and the attempt before may have been committed
   * without a word: `work` must find that and come to the same.
   * @throws whatever `work` throws, and what the server answers when it stays out of reach for `repeatForMs`.
   */
  transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return this.repeat(() => this.#attempt(work));
  }

  /** Does work again after a failure that may pass by itself; it may have been done already, as in a transaction. */
  repeat<T>(work: () => Promise<T>): Promise<T> {
    return repeating(work, { forMs: this.#repeatForMs });
  }

  /** Makes a collection unless it is there: before a transaction, in which not every server can. */
  createCollection(name: string, suffix?: string): Promise<void> {
    return this.repeat(async () => {
      try {
        await this.database(suffix).createCollection(name);
      } catch (error) {
        if (!isCollectionThere(error)) throw error;
      }
    });
  }

  /** Closing twice is the same as once. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  async #attempt<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    const session = this.#client.startSession({ causalConsistency: false });
    try {
      session.startTransaction(TRANSACTION);
      const result = await work(session);
      await repeating(() => session.commitTransaction(), { isWorth: isCommitUnknown, forMs: this.#repeatForMs / 2 });
      return result;
    } finally {
      // It aborts what has not been committed.
      await session.endSession();
    }
  }
}

/** The name in `mongodb://host/name?options`. */
const databaseIn = (url: string): string | undefined => {
  const name = /^[a-z+]+:\/\/[^/]+\/([^?]+)/.exec(url)?.[1];
  return name === undefined ? undefined : decodeURIComponent(name);
};

const optionsFor = (url: string): MongoClientOptions => {
  const isTold = (option: string): boolean => new RegExp(`[?&]${option}=`, 'i').test(url);
  const limits = Object.entries(LIMITS).filter(([option]) => !isTold(option));
  return { ...Object.fromEntries(limits), ...GUARANTEES };
};

const explain = (mongo: Mongo, cause: unknown): Error => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return isWithoutTransactions(cause)
    ? new Error(
        `MongoDB at ${mongo.hosts} has no transactions: start it as a replica set, even of one (--replSet, then rs.initiate())`,
        { cause },
      )
    : new Error(`Cannot use MongoDB at ${mongo.hosts}: ${reason}. Check that it runs, and the user in the URL`, {
        cause,
      });
};

/**
 * Connects, and shows once that the server has transactions. `replicaSet` may be missing from the URL: the driver finds
 * the members by itself unless it is told `directConnection`.
 * @throws Error with what to do when the server cannot be used.
 */
export const openMongo = async (
  url: string,
  { database, namespace, repeatForMs = REPEAT_FOR_MS }: MongoOptions = {},
): Promise<Mongo> => {
  // Loaded only where a server is used: it is bigger than all of the embedded mode.
  const driver = await import('mongodb');
  const client = new driver.MongoClient(url, optionsFor(url));
  const name = database ?? databaseIn(url) ?? DEFAULT_DATABASE;
  const mongo = new Mongo(client, namespace === undefined ? name : `${name}_${namespace}`, repeatForMs);
  try {
    await mongo.transaction((session) => mongo.database().collection('probe').findOne({}, { session }));
    return mongo;
  } catch (cause) {
    await mongo.close();
    throw explain(mongo, cause);
  }
};
