import { Redis } from 'ioredis';
import { describeOnServer, RedisServer } from '#test/support/servers/index';
import { BullMqJobQueue } from './bullmq-job-queue.js';

const started = async (): Promise<RedisServer> => {
  const server = await RedisServer.start();
  if (server === null) throw new Error('redis-server cannot be started, though it was there when the tests began');
  return server;
};

describeOnServer('redis', () => {
  describe('the generation of the jobs', () => {
    let server: RedisServer;
    let queue: BullMqJobQueue;
    beforeEach(async () => {
      server = await started();
      queue = new BullMqJobQueue(server.url, { onError: () => undefined });
    });
    afterEach(async () => {
      await queue.close(0);
      await server.remove();
    });

    const again = async (): Promise<string> => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        try {
          return await queue.generation();
        } catch (error) {
          if (Date.now() > deadline) throw error;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };

    it('is another one after the server was emptied', async () => {
      const before = await queue.generation();
      const redis = new Redis(server.url);
      await redis.flushall();
      redis.disconnect();
      const after = await queue.generation();
      expect(after).not.toBe(before);
      expect(await queue.generation()).toBe(after);
    });

    it('is another one after the server was killed, which may have lost the last jobs', async () => {
      const before = await queue.generation();
      await server.kill();
      await server.restart();
      expect(await again()).not.toBe(before);
    });
  });
});
