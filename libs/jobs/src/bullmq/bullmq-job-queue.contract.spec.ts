import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describeOnServer } from '#test/support/servers/index';
import { describeJobQueueContract } from '../testing/index.js';
import { BullMqJobQueue } from './index.js';

// While the machine is busy a process may stand still for some hundreds of milliseconds and must not lose its jobs.
const LOCK_MS = 1_000;

describeOnServer('redis', (url) => {
  describeJobQueueContract('BullMqJobQueue', () => {
    const prefix = `test_${randomUUID()}`;
    return Promise.resolve({
      leaseMs: LOCK_MS,
      openQueue: (settings) =>
        Promise.resolve(new BullMqJobQueue(url, { ...settings, prefix, lockMs: LOCK_MS, pollMs: 10 })),
      dispose: async () => {
        const redis = new Redis(url);
        const keys = await redis.keys(`${prefix}:*`);
        if (keys.length > 0) await redis.del(keys);
        await redis.quit();
      },
    });
  });
});
