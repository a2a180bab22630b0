import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPorts, readSettings, type Ports } from '#composition';
import { MongoSandboxBooks, SandboxGateway, type SandboxCharge } from '#payments/sandbox';
import { createLogger } from '#platform/logging';
import { openMongo, type Mongo } from '#platform/mongodb';
import { projectRoot } from '#apps/cli';
import { NodeProcess } from '../node-process.js';
import { freePort } from '../servers/index.js';
import { PersistentClient } from './persistent-client.js';
import { ProcessServers } from './process-servers.js';

const KINDS = ['api', 'projector', 'worker'] as const;
const OF_EACH = 2;
const READY: Readonly<Record<(typeof KINDS)[number], RegExp>> = {
  api: /^Quittance is listening on (\S+)$/,
  projector: /its probes are at (\S+)\/health$/,
  worker: /its probes are at (\S+)\/health$/,
};

/** A part of Quittance as an operator runs it: a process on a port that it has again after a restart. */
export interface ClusterProcess {
  /** `api-1`. */
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  readonly url: string;
  readonly process: NodeProcess;
}

/** Two of each part of Quittance, each a process of its own, on servers, with the test clock. */
export class ProcessCluster {
  readonly servers = new ProcessServers();
  readonly #folder = mkdtempSync(join(tmpdir(), 'quittance-cluster-'));
  readonly #namespace = `k${randomBytes(5).toString('hex')}`;
  #processes: readonly ClusterProcess[] = [];
  #client: PersistentClient | null = null;

  async start(): Promise<void> {
    await this.servers.start();
    const processes: ClusterProcess[] = [];
    for (const kind of KINDS) {
      for (let number = 1; number <= OF_EACH; number += 1) processes.push(await this.#process(kind, number));
    }
    this.#processes = processes;
    await Promise.all(processes.map(({ process }) => process.start()));
    const urls = processes.filter(({ kind }) => kind === 'api').map(({ url }) => url);
    this.#client = new PersistentClient(urls, this.servers.signIn.signIn);
  }

  get processes(): readonly ClusterProcess[] {
    return this.#processes;
  }

  of(kind: ClusterProcess['kind']): readonly ClusterProcess[] {
    return this.#processes.filter((one) => one.kind === kind);
  }

  /** Speaks to both apis. */
  get client(): PersistentClient {
    if (this.#client === null) throw new Error('the cluster does not run: call start first');
    return this.#client;
  }

  get environment(): Readonly<Record<string, string>> {
    return {
      ...this.servers.signIn.settings,
      ...{ QUITTANCE_DATA: join(this.#folder, 'data'), QUITTANCE_NAMESPACE: this.#namespace },
      ...{ QUITTANCE_CLOCK: 'test', QUITTANCE_LOG: 'error', QUITTANCE_RATE_LIMIT: '1000000' },
      QUITTANCE_PUBLIC_URL: 'https://billing.acme.example',
      ...{ QUITTANCE_EVENT_STORE: 'eventstoredb', QUITTANCE_EVENTSTOREDB: this.servers.urlOf('eventstoredb') },
      ...{ QUITTANCE_READ_MODELS: 'mongodb', QUITTANCE_MONGODB: this.servers.urlOf('mongodb') },
      ...{ QUITTANCE_JOBS: 'bullmq', QUITTANCE_REDIS: this.servers.redis.url },
      ...{ QUITTANCE_MAILER: 'smtp', QUITTANCE_SMTP: this.servers.urlOf('smtp') },
    };
  }

  /** What the processes work on, seen by the test. */
  async withPorts<T>(look: (ports: Ports) => Promise<T>): Promise<T> {
    const settings = readSettings(this.environment, { projectRoot: projectRoot() });
    const ports = await openPorts(settings, { logger: createLogger({ level: 'silent' }) });
    try {
      return await look(ports);
    } finally {
      await ports.close();
    }
  }

  async withMongo<T>(look: (mongo: Mongo) => Promise<T>): Promise<T> {
    const mongo = await openMongo(this.servers.urlOf('mongodb'), { namespace: this.#namespace });
    try {
      return await look(mongo);
    } finally {
      await mongo.close();
    }
  }

  /** Everything in the books of the sandbox. */
  charges(): Promise<readonly SandboxCharge[]> {
    return this.withMongo((mongo) => new SandboxGateway(new MongoSandboxBooks(mongo)).charges());
  }

  /** What the processes logged as errors, by name. */
  get errors(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(this.#processes.map(({ name, process }) => [name, process.errors]));
  }

  /** Ends every process and removes all that they have kept. */
  async remove(): Promise<void> {
    await Promise.all(this.#processes.map(({ process }) => process.kill()));
    if (this.#client !== null) await this.withMongo(dropAll);
    await this.servers.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #process(kind: ClusterProcess['kind'], number: number): Promise<ClusterProcess> {
    const port = await freePort();
    const env = { ...this.environment, QUITTANCE_PORT: String(port) };
    const process = new NodeProcess({ main: `apps/${kind}/src/main.js`, env, ready: READY[kind] });
    return { name: `${kind}-${number}`, kind, url: `http://127.0.0.1:${port}`, process };
  }
}

const dropAll = async (mongo: Mongo): Promise<void> => {
  for (const suffix of [undefined, 'vault', 'sandbox', 'mails']) await mongo.database(suffix).dropDatabase();
};
