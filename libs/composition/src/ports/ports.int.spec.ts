import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NO_STREAM, type EventToAppend } from '#event-store';
import { createLogger } from '#platform/logging';
import { readSettings, type Environment } from '../settings/index.js';
import { MongoStandIn } from '#test/support/mongodb/index';
import { DataFolderInUse, openPorts, type Ports } from './index.js';

const PROVIDER = {
  QUITTANCE_AUTH: 'https://id.example/jwks',
  QUITTANCE_AUTH_ISSUER: 'https://id.example/',
  QUITTANCE_AUTH_AUDIENCE: 'quittance',
};

const event = (): EventToAppend => ({
  id: randomUUID(),
  type: 'Tested',
  version: 1,
  data: { seats: 5 },
  metadata: {
    commandId: 'c',
    correlationId: 'c',
    causationId: 'c',
    actor: { id: 'mem_1', role: 'system' },
    recordedAt: '2026-04-16T00:00:00.000Z',
    hash: '',
    previousHash: '',
  },
});

describe('The ports of a process in embedded mode', () => {
  let folder: string;
  let logged: string[];
  const opened: Ports[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-ports-'));
    logged = [];
  });
  afterEach(async () => {
    for (const ports of opened.splice(0)) await ports.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (env: Environment = {}): Promise<Ports> => {
    const all = { QUITTANCE_DATA: folder, ...env };
    const settings = readSettings(all, { projectRoot: resolve(__dirname, '../../../..') });
    const logger = createLogger({ level: 'warn', destination: { write: (line) => void logged.push(line) } });
    const ports = await openPorts(settings, { logger });
    opened.push(ports);
    return ports;
  };

  it('are all there', async () => {
    const ports = await open();
    expect(await ports.store.head()).toBe('');
    expect(await ports.checkpoints.read('anything')).toBe('');
    expect(await ports.readModels.checkpoint('anything')).toBe('');
    expect(await ports.queue.counts()).toStrictEqual({ waiting: 0, delayed: 0, running: 0, parked: 0 });
    expect(await ports.outbox?.list({ limit: 1 })).toStrictEqual([]);
    expect(await ports.gateway.describe('tok_ok')).toMatchObject({ lastFour: expect.any(String) as string });
    expect(await ports.vault.open(await ports.vault.seal('person-1', 'Ada'))).toBe('Ada');
    expect(ports.catalogFile.versions[0]?.version).toBe('2026-01');
    expect(ports.billing).toMatchObject({ publicUrl: 'http://127.0.0.1:3000', paymentAnswerMs: 10_000 });
    expect(ports.billing.issuer.id).toBe('main');
  });

  it('run on the machine clock unless told', async () => {
    const { clock, testClock } = await open();
    expect(testClock).toBeNull();
    const before = new Date().toISOString();
    expect(clock.now() >= before).toBe(true);
  });

  it('run on the test clock when it is set, which can be moved', async () => {
    const { clock, testClock } = await open({ QUITTANCE_CLOCK: 'test' });
    testClock?.show('2030-01-01T00:00:00.000Z');
    expect(clock.now()).toBe('2030-01-01T00:00:00.000Z');
  });

  it('show the mails to nobody where people sign in with a provider', async () => {
    const { outbox, mailer } = await open(PROVIDER);
    expect(outbox).toBeNull();
    expect(mailer).toBeDefined();
  });

  it('refuse a second opening of the folder, and open it again after the first was closed', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(DataFolderInUse);
    // The refused one has taken nothing from the first.
    await first.store.append('test-1', [event()], NO_STREAM);
    await first.close();
    await first.close();
    const second = await open();
    expect(await second.store.readStream('test-1')).toHaveLength(1);
  });

  it('keep everything when they are opened again', async () => {
    const first = await open();
    const appended = await first.store.append('test-1', [event()], NO_STREAM);
    await first.checkpoints.save('automations', appended.position);
    await first.queue.enqueue([{ id: 'renew_1', kind: 'renew', data: {} }]);
    const sealed = await first.vault.seal('person-1', 'Ada');
    const { linkSecret } = first.billing;
    await first.close();

    const second = await open();
    expect(await second.store.head()).toBe(appended.position);
    expect(await second.checkpoints.read('automations')).toBe(appended.position);
    expect(await second.queue.counts()).toMatchObject({ waiting: 1 });
    expect(await second.vault.open(sealed)).toBe('Ada');
    expect(Buffer.from(second.billing.linkSecret).equals(linkSecret)).toBe(true);
  });

  it('have a secret for links of their own, which is not the master key', async () => {
    const { linkSecret } = (await open()).billing;
    expect(linkSecret).toHaveLength(32);
    const masterKey = readFileSync(join(folder, 'master.key'), 'latin1').trim();
    expect(Buffer.from(linkSecret).toString('hex')).not.toBe(masterKey);
    const other = await open({ QUITTANCE_DATA: join(folder, 'other') });
    expect(Buffer.from(other.billing.linkSecret).equals(linkSecret)).toBe(false);
  });

  it('open nothing when a file of the operator is wrong, and say why', async () => {
    const catalog = join(folder, 'catalog.yaml');
    writeFileSync(catalog, 'versions: []\n');
    await expect(open({ QUITTANCE_CATALOG: catalog })).rejects.toThrow(`${catalog}:1: versions must hold at least one`);
    await open();
  });

  it('leave nothing open when they cannot be opened', async () => {
    await (await open()).close();
    const path = join(folder, 'master.key');
    const key = readFileSync(path);
    writeFileSync(path, `${'0'.repeat(64)}\n`);
    await expect(open()).rejects.toThrow('master key');
    writeFileSync(path, key);
    await open();
  });

  it('let the job that runs write to the store before they close', async () => {
    const ports = await open();
    const ended = new Promise<unknown>((resolveEnded) => {
      const started = new Promise<void>((resolveStarted) => {
        ports.queue.work(
          'test',
          async () => {
            resolveStarted();
            await closingBegan;
            await ports.store.append('test-1', [event()], NO_STREAM).then(resolveEnded, resolveEnded);
          },
          { concurrency: 1 },
        );
      });
      const closingBegan = ports.queue
        .enqueue([{ id: 'test_1', kind: 'test', data: {} }])
        .then(() => started)
        .then(() => void ports.close());
    });
    expect(await ended).toMatchObject({ revision: 0 });
    await ports.close();
  });

  it('log a job that fails, with its id and without what it carried', async () => {
    const ports = await open();
    const failed = new Promise<void>((resolveFailed) => {
      ports.queue.work(
        'test',
        () => {
          setImmediate(resolveFailed);
          return Promise.reject(new Error('no answer for ada@acme.example'));
        },
        { concurrency: 1 },
      );
    });
    await ports.queue.enqueue([{ id: 'test_1', kind: 'test', data: { carried: 'something' } }]);
    await failed;
    await ports.close();
    expect(logged.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'warn', jobId: 'test_1', kind: 'test', attempt: 1, err: { message: 'no answer for [redacted]' } },
    ]);
    expect(logged.join()).not.toContain('something');
  });
});

describe('The ports of a process with MongoDB', () => {
  let folder: string;
  let standIn: MongoStandIn;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-ports-'));
    standIn = await MongoStandIn.start();
  });
  afterAll(async () => {
    await standIn.stop();
    rmSync(folder, { recursive: true });
  });

  const open = async (database: string): Promise<Ports> => {
    const url = standIn.url.replace('/quittance', `/${database}`);
    const env = { QUITTANCE_DATA: folder, QUITTANCE_READ_MODELS: 'mongodb', QUITTANCE_MONGODB: url };
    const settings = readSettings(env, { projectRoot: resolve(__dirname, '../../../..') });
    return openPorts(settings, { logger: createLogger({ level: 'silent' }) });
  };

  it('refuse an empty vault beside events, which is not theirs', async () => {
    const first = await open('books');
    await first.store.append('test-1', [event()], NO_STREAM);
    const sealed = await first.vault.seal('person-1', 'Ada');
    await first.close();

    await expect(open('other')).rejects.toThrow(
      /QUITTANCE_MONGODB: there are events, and other_vault holds none of the keys/,
    );
    const again = await open('books');
    expect(await again.vault.open(sealed)).toBe('Ada');
    await again.close();
  });
});
