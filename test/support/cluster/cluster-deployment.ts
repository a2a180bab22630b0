import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot, type Mail, type SignIn } from '#apps/cli';
import { startApi } from '#apps/api';
import { startProjector } from '#apps/projector';
import { startWorker } from '#apps/worker';
import { readSettings, type Environment, type Running, type Settings } from '#composition';
import { MongoSandboxBooks, SandboxGateway } from '#payments/sandbox';
import type { Logger } from '#platform/logging';
import { openMongo } from '#platform/mongodb';
import type { Deployment } from '../deployment.js';
import { EventStoreStandIn } from '../eventstore/index.js';
import { freePort, serverUrl } from '../servers/index.js';
import { TestSmtpServer, type ReceivedMail } from '../smtp/index.js';
import { startClusterServers, type ClusterServers } from './cluster-servers.js';

let shared: Promise<ClusterServers> | null = null;

const sharedServers = (): Promise<ClusterServers> => {
  shared ??= startClusterServers();
  return shared;
};

/** Call it where a test file is loaded: they outlive its tests. */
export const stopSharedServers = async (): Promise<void> => {
  const servers = await shared;
  shared = null;
  await servers?.stop();
};

/** A mail that arrived, as the outbox of the embedded mode would show it. */
const mailOf = ({ messageId, to, subject, text, html, headers }: ReceivedMail): Mail => ({
  ...{ id: /^<(.+)@/.exec(messageId)?.[1] ?? '', to, subject, text, html },
  language: headers.get('content-language') === 'fr' ? 'fr' : 'en',
  kind: headers.get('x-quittance-kind') ?? '',
  invoiceNumber: headers.get('x-quittance-document') ?? null,
  sentAt: headers.get('x-quittance-sent-at') ?? '',
});

/** Api, projector and worker apart, on servers, in a namespace of their own. */
export class ClusterDeployment implements Deployment {
  readonly #namespace = `t${randomBytes(5).toString('hex')}`;
  #servers: ClusterServers | null = null;
  #events: EventStoreStandIn | null = null;
  #smtp: TestSmtpServer | null = null;
  #running: Running[] = [];

  constructor(private readonly folder: string) {}

  async start(env: Environment, logger: Logger): Promise<string> {
    this.#servers = await sharedServers();
    this.#smtp ??= await TestSmtpServer.start();
    if (serverUrl('eventstoredb') === null) this.#events ??= await EventStoreStandIn.start();
    const port = await freePort();
    const shared = { ...this.#environment(env, this.#servers), QUITTANCE_PUBLIC_URL: `http://127.0.0.1:${port}` };
    const settingsOn = (QUITTANCE_PORT: string): Settings =>
      readSettings({ ...shared, QUITTANCE_PORT }, { projectRoot: projectRoot() });
    const projector = await startProjector(settingsOn('0'), { logger });
    const worker = await startWorker(settingsOn('0'), { logger });
    const api = await startApi(settingsOn(String(port)), { logger });
    this.#running = [api, worker, projector];
    return api.url;
  }

  async stop(): Promise<void> {
    for (const part of this.#running.splice(0)) await part.stop();
  }

  get signIn(): SignIn {
    return this.#started.signIn.signIn;
  }

  mails(): Promise<readonly Mail[]> {
    return Promise.resolve((this.#smtp?.mails ?? []).map(mailOf));
  }

  async withGateway<T>(work: (gateway: SandboxGateway) => Promise<T>): Promise<T> {
    const mongo = await openMongo(this.#started.mongodb, { namespace: this.#namespace });
    try {
      return await work(new SandboxGateway(new MongoSandboxBooks(mongo)));
    } finally {
      await mongo.close();
    }
  }

  async remove(): Promise<void> {
    const mongo = await openMongo(this.#started.mongodb, { namespace: this.#namespace });
    for (const suffix of [undefined, 'vault', 'sandbox', 'mails']) await mongo.database(suffix).dropDatabase();
    await mongo.close();
    await this.#smtp?.stop();
    this.#events?.kill();
  }

  get #started(): ClusterServers {
    if (this.#servers === null) throw new Error('the cluster does not run: call start first');
    return this.#servers;
  }

  #environment(env: Environment, { mongodb, redis, signIn }: ClusterServers): Environment {
    return {
      ...env,
      ...signIn.settings,
      QUITTANCE_DATA: join(this.folder, 'data'),
      QUITTANCE_NAMESPACE: this.#namespace,
      ...{
        QUITTANCE_EVENT_STORE: 'eventstoredb',
        QUITTANCE_EVENTSTOREDB: serverUrl('eventstoredb') ?? this.#events?.url,
      },
      ...{ QUITTANCE_READ_MODELS: 'mongodb', QUITTANCE_MONGODB: mongodb },
      ...{ QUITTANCE_JOBS: 'bullmq', QUITTANCE_REDIS: redis },
      ...{ QUITTANCE_MAILER: 'smtp', QUITTANCE_SMTP: this.#smtp?.url },
    };
  }
}
