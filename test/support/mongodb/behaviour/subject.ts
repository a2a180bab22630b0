import { randomUUID } from 'node:crypto';
import {
  type ClientSession,
  type Collection,
  type Db,
  type Document,
  MongoClient,
  MongoError,
  WriteConcern,
} from 'mongodb';

/** A document of these suites. */
export interface Thing extends Document {
  _id: string;
}

export type Things = Collection<Thing>;

/** A server to examine: where it is, and how it is left. */
export interface OpenServer {
  readonly url: string;
  readonly close?: () => Promise<void>;
}

export type OpenTheServer = () => OpenServer | Promise<OpenServer>;

/** `w: majority, j: true`. */
const JOURNALED = new WriteConcern('majority', undefined, true);

/** The server under examination, with a database of its own that is dropped in the end. */
export class Subject {
  #server: OpenServer | null = null;
  #client: MongoClient | null = null;
  #collections = 0;
  readonly #database = `quittance_behaviour_${randomUUID().slice(0, 8)}`;

  constructor(private readonly open: OpenTheServer) {}

  async begin(): Promise<void> {
    this.#server = await this.open();
    this.#client = await new MongoClient(this.#server.url, { serverSelectionTimeoutMS: 10_000 }).connect();
  }

  async end(): Promise<void> {
    await this.#client?.db(this.#database).dropDatabase();
    await this.#client?.close();
    await this.#server?.close?.();
  }

  get client(): MongoClient {
    if (this.#client === null) throw new Error('the suite has not begun');
    return this.#client;
  }

  get db(): Db {
    return this.client.db(this.#database);
  }

  /** A collection that no other case uses, with these documents. */
  async things(...documents: readonly Thing[]): Promise<Things> {
    this.#collections += 1;
    const things = this.db.collection<Thing>(`things_${this.#collections}`);
    if (documents.length > 0) await things.insertMany([...documents]);
    return things;
  }

  /** Runs the work with a session that has begun a transaction; what is left open is aborted. */
  async inTransaction(work: (session: ClientSession) => Promise<void>): Promise<void> {
    const session = this.client.startSession();
    try {
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: JOURNALED });
      await work(session);
    } finally {
      if (session.inTransaction()) await session.abortTransaction();
      await session.endSession();
    }
  }
}

/** The error that an operation is refused with; it is an error of the test when it is not refused. */
export const refusalOf = async (operation: Promise<unknown>): Promise<MongoError> => {
  try {
    await operation;
  } catch (error) {
    if (error instanceof MongoError) return error;
    throw error;
  }
  throw new Error('the operation was expected to be refused');
};

export const idsOf = (documents: readonly Thing[]): readonly string[] => documents.map(({ _id }) => _id);
