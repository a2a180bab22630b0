import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BillingSettings,
  Catalogs,
  Decisions,
  ErrorReporter,
  SharedClock,
  TimeTravel,
  type Issuer,
} from '#application';
import { type Api, ApiSettings, createApi, ProjectorBarrier, type ApiPorts, type SignIn } from '#apps/api';
import { Projector, PROJECTIONS } from '#apps/projector';
import { Worker } from '#apps/worker';
import { ReadModelDueIndex } from '#composition';
import type { CatalogVersion } from '#domain';
import { SqliteCheckpoints, SqliteEventStore } from '#event-store/embedded';
import { DiskOutbox } from '#invoicing/outbox';
import { SqliteJobQueue } from '#jobs/embedded';
import { SandboxGateway, SqliteSandboxBooks } from '#payments/sandbox';
import { TestClock } from '#platform';
import { openDatabase } from '#platform/sqlite';
import { masterKeyFile, SqliteVault } from '#platform/vault';
import { SqliteReadModelStore } from '#read-models/embedded';

const ISSUER: Issuer = {
  id: 'quittance',
  timeZone: 'Europe/Paris',
  paymentTermDays: 0,
  seller: {
    name: 'Quittance SAS',
    legalForm: 'SAS au capital de 10 000 €',
    address: { line1: '1 rue de la Paix', line2: null, postalCode: '75002', city: 'Paris', country: 'FR' },
    siren: '732829320',
    vatId: 'FR44732829320',
    email: 'billing@quittance.example',
  },
};

const plan = (name: string, rank: number, EUR: number): CatalogVersion['plans'][string] => ({
  rank,
  name: { en: name, fr: name },
  monthlyPerSeat: { EUR, JPY: EUR },
});

const CATALOG: readonly CatalogVersion[] = [
  {
    version: '2026-01',
    effectiveFrom: '2026-01-01',
    tiers: [2, 3, 4, 5, 10, 15],
    trialDays: 30,
    plans: { premium: plan('Premium', 1, 13_49), business: plan('Business', 2, 30_49) },
  },
];

class TestBilling extends BillingSettings {
  override readonly issuer = ISSUER;
  override readonly publicUrl = 'http://127.0.0.1:3000';
  override readonly linkSecret = new Uint8Array(32).fill(7);

  constructor(override readonly paymentAnswerMs: number) {
    super();
  }
}

class TestSettings extends ApiSettings {
  override readonly signIn: SignIn;
  override readonly requestsPerMinute: number;
  override readonly supportContact = 'support@quittance.example';
  override readonly salesContact = 'sales@quittance.example';

  constructor({ signIn = { kind: 'development' }, requestsPerMinute = 100_000 }: TestApiOptions) {
    super();
    this.signIn = signIn;
    this.requestsPerMinute = requestsPerMinute;
  }
}

/** Keeps what was reported, for a test to look at. */
export class RecordedErrors extends ErrorReporter {
  readonly errors: unknown[] = [];

  override report(error: unknown): void {
    this.errors.push(error);
  }
}

export interface TestApiOptions {
  /** `2026-04-16T10:00:00.000Z` unless told. */
  readonly now?: string;
  readonly signIn?: SignIn;
  readonly requestsPerMinute?: number;
  /** So long the gateway, and a command for it, waits; 10,000 unless told. */
  readonly paymentAnswerMs?: number;
  /** In the place of the ports that it would have. */
  readonly ports?: Partial<ApiPorts>;
}

export interface TestApi {
  readonly api: Api;
  readonly ports: ApiPorts;
  readonly errors: RecordedErrors;
  readonly stop: () => Promise<void>;
}

const openPorts = (folder: string, { now = '2026-04-16T10:00:00.000Z', paymentAnswerMs = 10_000 }: TestApiOptions) => {
  const database = openDatabase(join(folder, 'quittance.db'));
  const clock = new TestClock(now);
  const readModels = new SqliteReadModelStore(database);
  return {
    database,
    clock,
    store: new SqliteEventStore(database),
    readModels,
    dueIndex: new ReadModelDueIndex(readModels),
    checkpoints: new SqliteCheckpoints(database),
    outbox: new DiskOutbox(database),
    gateway: new SandboxGateway(new SqliteSandboxBooks(database), { answerTimeoutMs: paymentAnswerMs }),
    vault: new SqliteVault(database, masterKeyFile(join(folder, 'master.key'))),
    billing: new TestBilling(paymentAnswerMs),
  };
};

type Opened = ReturnType<typeof openPorts>;

const startWork = async (opened: Opened, errors: RecordedErrors) => {
  const onError = (error: unknown): void => errors.report(error);
  const queue = new SqliteJobQueue(opened.database, { onError: (_job, error) => onError(error) });
  const worker = new Worker({ ...opened, mailer: opened.outbox, queue }, { onError });
  const projector = new Projector();
  await projector.start(opened.store, opened.readModels, PROJECTIONS, onError);
  await worker.start();
  return { queue, worker, projector };
};

type Work = Awaited<ReturnType<typeof startWork>>;

const timeTravel = ({ store, clock, dueIndex }: Opened, { queue, worker, projector }: Work): TimeTravel =>
  new TimeTravel(store, queue, worker.dueJobs, {
    clock,
    shared: new SharedClock(store, clock),
    dueIndex,
    followers: [...worker.followers, projector],
  });

/** Everything in one process on data of its own, as `npm start` runs it, with the test clock. */
export const startTestApi = async (options: TestApiOptions = {}): Promise<TestApi> => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-api-'));
  const opened = openPorts(folder, options);
  const errors = new RecordedErrors();
  await new Catalogs(new Decisions(opened.store, opened.clock)).publish(CATALOG);
  const work = await startWork(opened, errors);
  const ports: ApiPorts = {
    ...opened,
    queue: work.queue,
    errors,
    barrier: new ProjectorBarrier(work.projector),
    timeTravel: timeTravel(opened, work),
    settings: new TestSettings(options),
    ...options.ports,
  };
  const api = await createApi(ports);
  const stop = async (): Promise<void> => {
    await api.stop();
    await work.worker.stop();
    await work.queue.close();
    await work.projector.stop();
    await opened.store.close();
    opened.database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { api, ports, errors, stop };
};
