import { join } from 'node:path';
import { projectRoot, startQuittance } from '#apps/cli';
import { readSettings, type Environment, type Running } from '#composition';
import { SandboxGateway, SqliteSandboxBooks } from '#payments/sandbox';
import type { Logger } from '#platform/logging';
import { openDatabase } from '#platform/sqlite';
import { ClusterDeployment, stopSharedServers } from './cluster/cluster-deployment.js';
import type { Deployment } from './deployment.js';

/** Everything in one process on files. */
class EmbeddedDeployment implements Deployment {
  #running: Running | null = null;

  constructor(private readonly folder: string) {}

  async start(env: Environment, logger: Logger): Promise<string> {
    const all = { ...env, QUITTANCE_DATA: join(this.folder, 'data') };
    this.#running = await startQuittance(readSettings(all, { projectRoot: projectRoot() }), { logger });
    return this.#running.url;
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.stop();
  }

  mails(): null {
    return null;
  }

  async withGateway<T>(work: (gateway: SandboxGateway) => Promise<T>): Promise<T> {
    const database = openDatabase(join(this.folder, 'data', 'quittance.db'));
    try {
      return await work(new SandboxGateway(new SqliteSandboxBooks(database)));
    } finally {
      database.close();
    }
  }

  remove(): Promise<void> {
    return Promise.resolve();
  }
}

/** `QUITTANCE_TEST_MODE=cluster` runs every story on servers, with api, projector and worker apart. */
export const isClusterMode = (): boolean => process.env['QUITTANCE_TEST_MODE'] === 'cluster';

if (isClusterMode()) afterAll(stopSharedServers);

/** @param folder for what it keeps in files. */
export const newDeployment = (folder: string): Deployment =>
  isClusterMode() ? new ClusterDeployment(folder) : new EmbeddedDeployment(folder);
