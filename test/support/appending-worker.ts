import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { SqliteJobQueue } from '#jobs/embedded';
import { openDatabase } from '#platform/sqlite';

/**
 * A process to be killed: it works the jobs of a queue, each of which appends its id to a file and enqueues a second
 * job that does the same. Arguments: the database, the file, the lease in milliseconds, the concurrency.
 */
const [databasePath = '', file = '', leaseMs = '', concurrency = ''] = process.argv.slice(2);

const queue = new SqliteJobQueue(openDatabase(databasePath), {
  leaseMs: Number(leaseMs),
  pollMs: 20,
  onError: (_, error) => {
    throw error;
  },
});
const options = { concurrency: Number(concurrency) };

queue.work(
  'append',
  async ({ id }) => {
    await delay(Math.random() * 3);
    appendFileSync(file, `${id}\n`);
    await queue.enqueue([{ id: `after_${id}`, kind: 'append-after', data: {} }]);
  },
  options,
);
queue.work(
  'append-after',
  async ({ id }) => {
    await delay(Math.random() * 3);
    appendFileSync(file, `${id}\n`);
  },
  options,
);
