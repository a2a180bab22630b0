import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  deputyOf,
  expectWholeBooks,
  forEachAtOnce,
  handOverOf,
  ProcessCluster,
  subscribe,
} from '../support/cluster/processes.js';
import { describeOnOwnRedis } from '../support/servers/index.js';

const SUBSCRIPTIONS = Number(process.env['QUITTANCE_SUBSCRIPTIONS'] ?? 8);
const FROM = '2026-01-31T10:00:00.000Z';
const TO = '2026-03-15T10:00:00.000Z';
const DOWN_MS = 3_000;
const MINUTE_MS = 60_000;

/** `FLUSHALL`, as whoever takes the server for a cache might say it. */
const empty = async (port: number): Promise<void> => {
  const socket = connect(port, '127.0.0.1');
  socket.write('FLUSHALL\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toBe('+OK\r\n');
};

describeOnOwnRedis(() => {
  describe('a cluster whose Redis', () => {
    let cluster: ProcessCluster;

    /** The clock stands where the renewals are due. */
    const night = async (): Promise<void> => {
      while ((await cluster.client.now()) === FROM) await delay(20);
    };

    beforeAll(async () => {
      cluster = new ProcessCluster();
      await cluster.start();
      await cluster.client.ask(['olga', 'operator'], (session) => session.setClock(FROM));
      await forEachAtOnce(SUBSCRIPTIONS, (i) => subscribe(cluster, i));
    }, 3 * MINUTE_MS);

    afterAll(() => cluster.remove());

    it(
      'is emptied in the night of the renewals still does everything that is due, once',
      async () => {
        const travelling = cluster.client.advance(TO);
        await night();
        await empty(cluster.servers.redis.port);
        await delay(500);
        await empty(cluster.servers.redis.port);
        await travelling;
        const books = await expectWholeBooks(cluster, { until: TO });
        expect(books.of('SubscriptionRenewed')).toHaveLength(SUBSCRIPTIONS);
      },
      3 * MINUTE_MS,
    );

    it(
      'is down answers commands and queries meanwhile, and does what follows when it is back',
      async () => {
        await cluster.servers.redis.kill();
        const back = delay(DOWN_MS).then(() => cluster.servers.redis.restart());
        const before = cluster.client.repeated;
        await cluster.client.ask(['owner-0'], handOverOf(0, deputyOf(0))('while it is down'));
        const tab = await cluster.client.ask([deputyOf(0)], (session) => session.billing('space-0'));
        expect(tab.billingOwner.memberId).toBe(deputyOf(0));
        expect(cluster.client.repeated).toBe(before);
        for (const { url } of cluster.of('api')) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
        await back;
        const end = '2026-04-15T10:00:00.000Z';
        await cluster.client.advance(end);
        const books = await expectWholeBooks(cluster, { until: end });
        expect(books.of('MailSent').filter(({ kind }) => kind === 'ownerChanged')).toHaveLength(2);
      },
      3 * MINUTE_MS,
    );
  });
});
