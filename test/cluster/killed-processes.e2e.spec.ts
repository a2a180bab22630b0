import { setTimeout as delay } from 'node:timers/promises';
import {
  changeOf,
  deputyOf,
  expectWholeBooks,
  forEachAtOnce,
  ProcessCluster,
  seeded,
  seedOf,
  shuffled,
  stepsOf,
  subscribe,
} from '../support/cluster/processes.js';
import { describeOnOwnRedis } from '../support/servers/index.js';

const SUBSCRIPTIONS = Number(process.env['QUITTANCE_SUBSCRIPTIONS'] ?? 12);
/** How often each process and each server is killed. */
const KILLS = Number(process.env['QUITTANCE_KILLS'] ?? 1);
const FROM = '2026-01-31T10:00:00.000Z';
const TO = '2026-06-15T10:00:00.000Z';
const PAUSE_MAX_MS = 1_000;
const MINUTE_MS = 60_000;

type Kill = readonly [what: string, kill: () => Promise<unknown>];

/** Kills that come at any moment, each followed by a restart. */
const killsOf = (cluster: ProcessCluster, random: () => number): readonly Kill[] => {
  const anyMs = (): number => random() * PAUSE_MAX_MS;
  const processes = cluster.processes.map(({ name, process }): Kill => {
    const kill = async (): Promise<void> => {
      await process.kill();
      await delay(anyMs());
      await process.start();
    };
    return [name, kill];
  });
  const servers = cluster.servers.powered.map((server): Kill => [server.name, () => server.cutPower(anyMs())]);
  const round = [...processes, ...servers];
  return Array.from({ length: KILLS }, () => shuffled(round, random)).flat();
};

describeOnOwnRedis(() => {
  describe('api, projector and worker, two of each, and every server, killed in turn', () => {
    const random = seeded(seedOf('killed processes'));
    let cluster: ProcessCluster;

    /** @param signal ends it after the present kill. */
    const killInTurn = async (signal: AbortSignal): Promise<void> => {
      const kills = killsOf(cluster, random);
      process.stderr.write(`killed in this order: ${kills.map(([what]) => what).join(', ')}\n`);
      for (const [, kill] of kills) {
        await delay(random() * PAUSE_MAX_MS);
        if (signal.aborted) return;
        await kill();
      }
    };

    const giveCommands = (): Promise<void> =>
      forEachAtOnce(SUBSCRIPTIONS, async (i) => {
        for (const [number, [who, command]] of stepsOf(i).entries()) {
          await cluster.client.ask([who], command(`step-${number}-${i}`));
          await delay(random() * PAUSE_MAX_MS);
        }
      });

    beforeAll(async () => {
      cluster = new ProcessCluster();
      await cluster.start();
      await cluster.client.ask(['olga', 'operator'], (session) => session.setClock(FROM));
      await forEachAtOnce(SUBSCRIPTIONS, (i) => subscribe(cluster, i));
      const enough = new AbortController();
      const killing = killInTurn(enough.signal);
      try {
        await Promise.all([cluster.client.advance(TO), giveCommands(), killing]);
      } catch (error) {
        enough.abort();
        await killing;
        throw error;
      }
      await cluster.client.advance(TO);
    }, 5 * MINUTE_MS);

    afterAll(() => cluster.remove());

    it('lose nothing and do nothing twice', async () => {
      const books = await expectWholeBooks(cluster, { until: TO });
      expect(books.of('SubscriptionOpened')).toHaveLength(SUBSCRIPTIONS);
      const renewals = books.of('SubscriptionRenewed');
      expect(renewals).toHaveLength(4 * SUBSCRIPTIONS);
    });

    it('carry out once a command that reaches both apis at the same moment', async () => {
      const command = changeOf(0, { seats: 5 })('both at once');
      const sessions = await Promise.all([0, 1].map((api) => cluster.client.at(api).as(deputyOf(0))));
      const [one, other] = await Promise.all(sessions.map(command));
      expect(one).toEqual(other);
      await cluster.client.advance(TO);
      const { facts } = await expectWholeBooks(cluster, { until: TO });
      const own = facts.filter(({ event }) => event.type === 'SeatsChanged' && event.data.to.seats === 5);
      expect(own).toHaveLength(1);
    });
  });
});
