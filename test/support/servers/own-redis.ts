import { spawnSync } from 'node:child_process';
import { RedisServer } from './redis-server.mjs';
import { isRequired } from './servers.js';

const isInstalled = (): boolean => spawnSync('redis-server', ['--version']).error === undefined;

/**
 * The specs of what becomes of an adapter when its Redis is killed, emptied or set up wrongly, which one that others use
 * must not be. Where there is no `redis-server` they are skipped, and the run says so.
 */
export const describeOnOwnRedis = (specs: (server: () => RedisServer) => void): void => {
  const isThere = isInstalled();
  if (!isThere && isRequired('redis')) {
    it('redis-server is installed', () => {
      throw new Error('redis is required: install redis-server, these specs start one of their own');
    });
    return;
  }
  if (!isThere) process.stderr.write('\n⚠ redis-server is not installed; the specs that kill one are SKIPPED.\n');
  const when = isThere ? describe : describe.skip;
  when('on a Redis of its own', () => {
    let server: RedisServer;
    beforeAll(async () => {
      server = (await RedisServer.start())!;
    });
    afterAll(() => server.remove());
    specs(() => server);
  });
};
