import { MongoStandIn } from '../mongodb/index.js';
import { RedisServer, serverUrl } from '../servers/index.js';
import { SignInServer } from './sign-in-server.js';

/** The servers that the deployments of a process share: real ones where they are named, else stand-ins. */
export interface ClusterServers {
  readonly mongodb: string;
  readonly redis: string;
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
  const mongodb = await named(serverUrl('mongodb'), () => MongoStandIn.start());
  const redis = await named(serverUrl('redis'), async () => {
    const server = await ownRedis();
    return { url: server.url, stop: () => server.remove() };
  });
  const signIn = await SignInServer.start();
  stops.push(() => signIn.stop());
  const stop = async (): Promise<void> => {
    for (const each of stops.reverse()) await each();
  };
  return { mongodb, redis, signIn, stop };
};
