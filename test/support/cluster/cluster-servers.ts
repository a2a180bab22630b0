import { EventStoreStandIn } from '../eventstore/index.js';
import { MongoStandIn } from '../mongodb/index.js';
import { RedisServer, serverUrl } from '../servers/index.js';
import { SmtpStandIn } from '../smtp/index.js';
import { SignInServer } from './sign-in-server.js';

/** The servers that the deployments of a process share: real ones where they are named, else stand-ins. */
export interface ClusterServers {
  readonly eventstoredb: string;
  readonly mongodb: string;
  readonly redis: string;
  readonly smtp: SmtpStandIn;
  readonly signIn: SignInServer;
  stop(): Promise<void>;
}

type Stop = () => Promise<unknown>;

const ownRedis = async (): Promise<RedisServer> => {
  const redis = await RedisServer.start();
  if (redis === null) throw new Error('the cluster mode needs Redis: install redis-server or set QUITTANCE_TEST_REDIS');
  return redis;
};

export const startClusterServers = async (): Promise<ClusterServers> => {
  const stops: Stop[] = [];
  const named = async (url: string | null, start: () => Promise<{ url: string; stop: Stop }>): Promise<string> => {
    if (url !== null) return url;
    const server = await start();
    stops.push(() => server.stop());
    return server.url;
  };
  const eventstoredb = await named(serverUrl('eventstoredb'), () => EventStoreStandIn.start());
  const mongodb = await named(serverUrl('mongodb'), () => MongoStandIn.start());
  const redis = await named(serverUrl('redis'), async () => {
    const server = await ownRedis();
    return { url: server.url, stop: () => server.remove() };
  });
  const [smtp, signIn] = await Promise.all([SmtpStandIn.start(), SignInServer.start()]);
  stops.push(
    () => smtp.stop(),
    () => signIn.stop(),
  );
  const stop = async (): Promise<void> => {
    for (const each of stops.reverse()) await each();
  };
  return { eventstoredb, mongodb, redis, smtp, signIn, stop };
};
