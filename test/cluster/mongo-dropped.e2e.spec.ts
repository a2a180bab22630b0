import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '#apps/cli';
import {
  changeOf,
  checkReadModels,
  checksums,
  expectWholeBooks,
  forEachAtOnce,
  ownerOf,
  ProcessCluster,
  spaceOf,
  subscribe,
} from '../support/cluster/processes.js';
import { describeOnOwnRedis } from '../support/servers/index.js';

const SUBSCRIPTIONS = Number(process.env['QUITTANCE_SUBSCRIPTIONS'] ?? 8);
const FROM = '2026-01-31T10:00:00.000Z';
const TO = '2026-03-15T10:00:00.000Z';
const END = '2026-04-15T10:00:00.000Z';
const MINUTE_MS = 60_000;

type Checksums = Readonly<Record<string, string | null>>;

describeOnOwnRedis(() => {
  describe('the read models of a cluster', () => {
    let cluster: ProcessCluster;
    let before: Checksums;

    const statusOf = async (url: string): Promise<number> => (await fetch(`${url}/health/ready`)).status;
    const untilReady = async (): Promise<void> => {
      for (const { url } of cluster.of('api')) while ((await statusOf(url)) !== 200) await delay(100);
    };
    const drop = (): Promise<unknown> => cluster.withMongo((mongo) => mongo.database().dropDatabase());
    const current = async (): Promise<Checksums> => checksums(await checkReadModels(cluster));

    beforeAll(async () => {
      cluster = new ProcessCluster();
      await cluster.start();
      await cluster.client.ask(['olga', 'operator'], (session) => session.setClock(FROM));
      await forEachAtOnce(SUBSCRIPTIONS, (i) => subscribe(cluster, i));
      await cluster.client.advance(TO);
      before = await current();
    }, 3 * MINUTE_MS);

    afterAll(() => cluster.remove());

    it(
      'are not answered from while they are gone, and are as before when a projector runs again',
      async () => {
        await untilReady();
        for (const { process } of cluster.of('projector')) await process.kill();
        await drop();
        for (const { url } of cluster.of('api')) expect(await statusOf(url)).toBe(503);
        const owner = await cluster.client.at(0).as(ownerOf(0));
        expect(await owner.refusal((session) => session.tab(spaceOf(0)))).toMatchObject({ status: 503 });
        for (const { process } of cluster.of('projector')) await process.start();
        await untilReady();
        expect(await current()).toEqual(before);
      },
      2 * MINUTE_MS,
    );

    it(
      'are built anew by running projectors, though nothing happens that would wake them',
      async () => {
        await drop();
        await delay(100);
        await untilReady();
        expect(await current()).toEqual(before);
      },
      2 * MINUTE_MS,
    );

    it(
      'are rebuilt by command while queries are answered from them',
      async () => {
        const over = new AbortController();
        const statuses = new Set<string>();
        const asking = (async () => {
          const owner = await cluster.client.at(1).as(ownerOf(1));
          while (!over.signal.aborted) statuses.add((await owner.billing(spaceOf(1))).state);
        })();
        const { stdout } = await promisify(execFile)(
          process.execPath,
          ['dist/apps/cli/src/main.js', 'rebuild', '--lang', 'en'],
          { cwd: projectRoot(), env: { ...process.env, ...cluster.environment } },
        );
        over.abort();
        await asking;
        expect([...statuses]).toEqual(['active']);
        for (const [projection, checksum] of Object.entries(before)) {
          const row = stdout.split('\n').findLast((line) => line.includes(projection));
          expect(row?.split(checksum?.slice(0, 12) ?? '')).toHaveLength(3);
        }
        expect(await current()).toEqual(before);
      },
      2 * MINUTE_MS,
    );

    it(
      'go on from there',
      async () => {
        await drop();
        await cluster.client.ask([ownerOf(0)], changeOf(0, { seats: 3 })('after all that'));
        await cluster.client.advance(END);
        await untilReady();
        await expectWholeBooks(cluster, { until: END });
      },
      3 * MINUTE_MS,
    );
  });
});
