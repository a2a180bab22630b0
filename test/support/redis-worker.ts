import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { BullMqJobQueue } from '#jobs/bullmq';

/**
 * A process to be killed: it works the jobs of the kind `append` on Redis. Each appends its id and the number of its
 * attempt to a file, and then takes its time. Arguments: the URL of Redis, the prefix, the file, the time of a lock and
 * that of a job in milliseconds.
 */
const [redisUrl = '', prefix = '', file = '', lockMs = '', takesMs = ''] = process.argv.slice(2);

const queue = new BullMqJobQueue(redisUrl, {
  ...{ prefix, lockMs: Number(lockMs) },
  onError: (_, error) => {
    throw error;
  },
});

queue.work(
  'append',
  async ({ id, attempt }) => {
    appendFileSync(file, `${id} ${attempt}\n`);
    await delay(Number(takesMs));
  },
  { concurrency: 4 },
);
